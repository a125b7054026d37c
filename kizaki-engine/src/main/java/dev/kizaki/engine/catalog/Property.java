package dev.kizaki.engine.catalog;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.List;
import java.util.Locale;

/** What two objects of one name can differ in, and how a message says it. */
public enum Property {
  /** A column's type, as {@code postgres} writes it. */
  TYPE("type", false),
  /** A collation other than the type's own; absent for that one. */
  COLLATION("collation", false),
  /** {@code not null}, {@code null}, or a {@code not null} that was never validated. */
  NULLABILITY("", false),
  /** In the form of {@link DefaultText}; absent for none. */
  DEFAULT("default", false),
  /** {@code by default} or {@code always}; absent where the column is no identity. */
  IDENTITY("identity", false),
  /** Name and type of an identity column's sequence, and what is odd about it. */
  SEQUENCE("sequence", true),
  /** The columns of a constraint or an index, in order. */
  COLUMNS("columns", true),
  /** An index's access method. */
  METHOD("method", false),
  /** Schema, table and column that a foreign key points at. */
  TARGET("target", true),
  ON_DELETE("on delete", false),
  /** An enum's labels, in order. */
  VALUES("values", true),
  /** What is never so about an object that a migration made, such as {@code NOT VALID}. */
  ANOMALIES("", false);

  private final String word;
  private final boolean named;

  /**
   * @param named whether the values are names, of which there can be several
   */
  Property(String word, boolean named) {
    this.word = word;
    this.named = named;
  }

  /** The property in a message; empty for those whose value speaks for itself. */
  public String word() {
    return word;
  }

  /** The property in JSON, where the names stay as they are. */
  public String key() {
    return this == ANOMALIES ? "marks" : name().toLowerCase(Locale.ROOT);
  }

  /** A value for a message. */
  public String shown(List<String> values) {
    if (values.isEmpty()) {
      return "none";
    }
    if (!named) {
      return UnsafeCharacters.escaped(String.join(", ", values));
    }
    List<String> names = values.stream().map(ObjectName::shown).toList();
    return switch (this) {
      case TARGET -> names.get(1) + "." + names.get(2) + " of " + names.get(0);
      case SEQUENCE -> String.join(" ", names);
      default -> "(" + String.join(", ", names) + ")";
    };
  }

  /** How the two values differ. */
  String difference(List<String> expected, List<String> found) {
    return this == ANOMALIES
        ? shown(found)
        : (word.isEmpty() ? "" : word + " ") + shown(found) + " instead of " + shown(expected);
  }
}
