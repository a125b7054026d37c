package dev.kizaki.engine.catalog;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What tells an object from all others of its PostgreSQL schema. Names are the catalog's own, not
 * quoted.
 *
 * @param table the table it stands on; absent for what stands in the schema itself
 * @param name a function's with its arguments
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

  /** Something in the schema itself. */
  public static ObjectName of(ObjectKind kind, String name) {
    return new ObjectName(kind, Optional.empty(), name);
  }

  /** Something on a table. */
  public static ObjectName of(ObjectKind kind, String table, String name) {
    return new ObjectName(kind, Optional.of(table), name);
  }

  /** {@code table task}, {@code column task.title}, {@code index task_title_idx on task}. */
  public String text() {
    if (table.isEmpty()) {
      return kind.word() + " " + shown(name);
    }
    return switch (kind) {
      case COLUMN -> kind.word() + " " + shown(table.get()) + "." + shown(name);
      case ROW_SECURITY -> kind.word() + " on " + shown(table.get());
      default -> kind.word() + " " + shown(name) + " on " + shown(table.get());
    };
  }

  /** A name in one line: as it is if it cannot be misread, else in double quotes. */
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
