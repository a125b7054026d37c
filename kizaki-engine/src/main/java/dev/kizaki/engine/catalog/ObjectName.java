package dev.kizaki.engine.catalog;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifies an object within its PostgreSQL schema. Names are those of the catalog, not quoted.
 *
 * @param table the table that it belongs to; absent for objects of the schema itself
 * @param name the object's name; for a function with its arguments
 */
public record ObjectName(ObjectKind kind, Optional<String> table, String name)
    implements Comparable<ObjectName> {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Comparator<ObjectName> ORDER =
      Comparator.comparing((ObjectName each) -> each.table.isPresent())
          .thenComparing(each -> each.table.orElse(""))
          .thenComparing(ObjectName::kind)
          .thenComparing(ObjectName::name);

  public ObjectName {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(name, "name");
  }

  /** An object of the schema itself. */
  public static ObjectName of(ObjectKind kind, String name) {
    return new ObjectName(kind, Optional.empty(), name);
  }

  /** An object of a table. */
  public static ObjectName of(ObjectKind kind, String table, String name) {
    return new ObjectName(kind, Optional.of(table), name);
  }

  /** {@code table task}, {@code column task.title}, {@code index task_title_idx on task}. */
  public String text() {
    if (table.isEmpty()) {
      return "%s %s".formatted(kind.word(), kind == ObjectKind.FUNCTION ? function() : shown(name));
    }
    return switch (kind) {
      case COLUMN -> "%s %s.%s".formatted(kind.word(), shown(table.get()), shown(name));
      case ROW_SECURITY -> "%s on %s".formatted(kind.word(), shown(table.get()));
      default -> "%s %s on %s".formatted(kind.word(), shown(name), shown(table.get()));
    };
  }

  /** {@code touch()}, {@code "Twice"(n integer)}. The types are quoted already. */
  private String function() {
    int arguments = name.lastIndexOf('(');
    return arguments < 0
        ? shown(name)
        : shown(name.substring(0, arguments)) + UnsafeCharacters.escaped(name.substring(arguments));
  }

  /**
   * A name for a message, in one line: unchanged if it is a plain lower-case name, otherwise in
   * double quotes.
   */
  static String shown(String name) {
    return PLAIN.matcher(name).matches()
        ? name
        : '"' + UnsafeCharacters.escaped(name.replace("\"", "\"\"")) + '"';
  }

  @Override
  public int compareTo(ObjectName other) {
    return ORDER.compare(this, other);
  }
}
