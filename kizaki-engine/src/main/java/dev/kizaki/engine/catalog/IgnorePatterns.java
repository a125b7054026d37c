package dev.kizaki.engine.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects the objects without a migration that reports leave out. A pattern is {@code name} for
 * objects of the schema ({@code legacy_*}) or {@code table.name} for objects of a table ({@code
 * task.ext_*}); {@code *} matches any characters and {@code ?} matches one. A kind in front of the
 * pattern restricts it ({@code view:report_*}, {@code index:task.*}); the table can then be
 * omitted: {@code index:tmp_*}.
 */
public final class IgnorePatterns {
  private record One(Optional<ObjectKind> kind, boolean onTable, Pattern path) {
    boolean matches(ObjectName name) {
      if (kind.isPresent() && kind.get() != name.kind()) {
        return false;
      }
      if (onTable || kind.isEmpty()) {
        return onTable == name.table().isPresent() && path.matcher(path(name)).matches();
      }
      return path.matcher(name.name()).matches();
    }

    private static String path(ObjectName name) {
      return name.table().map(table -> table + "." + name.name()).orElse(name.name());
    }
  }

  private final List<One> patterns;

  private IgnorePatterns(List<One> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  public static IgnorePatterns none() {
    return new IgnorePatterns(List.of());
  }

  /**
   * @throws IllegalArgumentException if a pattern is invalid; the message names the pattern and the
   *     reason
   */
  public static IgnorePatterns parse(Collection<String> texts) {
    List<One> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(one(text.strip()));
    }
    return new IgnorePatterns(patterns);
  }

  private static One one(String text) {
    int colon = text.indexOf(':');
    Optional<ObjectKind> kind =
        colon < 0 ? Optional.empty() : ObjectKind.ofWord(text.substring(0, colon).strip());
    if (colon >= 0 && kind.isEmpty()) {
      throw new IllegalArgumentException(
          "ignore has the pattern %s, but there is no kind %s. The kinds are: %s."
              .formatted(
                  text,
                  text.substring(0, colon),
                  Stream.of(ObjectKind.values())
                      .map(ObjectKind::word)
                      .collect(Collectors.joining(", "))));
    }
    String path = text.substring(colon + 1).strip();
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "ignore has an empty pattern. Write a pattern such as legacy_*, task.ext_* or"
              + " view:report_*.");
    }
    return new One(kind, path.contains("."), glob(path));
  }

  private static Pattern glob(String text) {
    return Pattern.compile(
        text.codePoints()
            .mapToObj(
                each ->
                    each == '*'
                        ? ".*"
                        : each == '?' ? "." : Pattern.quote(Character.toString(each)))
            .collect(Collectors.joining()),
        Pattern.DOTALL);
  }

  boolean matches(ObjectName name) {
    return patterns.stream().anyMatch(each -> each.matches(name));
  }
}
