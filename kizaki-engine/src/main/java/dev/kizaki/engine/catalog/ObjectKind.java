package dev.kizaki.engine.catalog;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of objects in a PostgreSQL schema and of its tables. */
public enum ObjectKind {
  TABLE("table", "tables"),
  COLUMN("column", "columns"),
  PRIMARY_KEY("primary key", "primary keys"),
  UNIQUE("unique constraint", "unique constraints"),
  FOREIGN_KEY("foreign key", "foreign keys"),
  CHECK("check constraint", "check constraints"),
  EXCLUSION("exclusion constraint", "exclusion constraints"),
  INDEX("index", "indexes"),
  ENUM("enum", "enums"),
  VIEW("view", "views"),
  MATERIALIZED_VIEW("materialized view", "materialized views"),
  FOREIGN_TABLE("foreign table", "foreign tables"),
  SEQUENCE("sequence", "sequences"),
  TYPE("type", "types"),
  FUNCTION("function", "functions"),
  TRIGGER("trigger", "triggers"),
  RULE("rule", "rules"),
  CAST("cast", "casts"),
  OPERATOR("operator", "operators"),
  OPERATOR_CLASS("operator class", "operator classes"),
  OPERATOR_FAMILY("operator family", "operator families"),
  COLLATION("collation", "collations"),
  STATISTICS("statistics object", "statistics objects"),
  TEXT_SEARCH("text search object", "text search objects"),
  EVENT_TRIGGER("event trigger", "event triggers"),
  POLICY("policy", "policies"),
  ROW_SECURITY("row security", "row securities");

  private final String word;
  private final String plural;

  ObjectKind(String word, String plural) {
    this.word = word;
    this.plural = plural;
  }

  /** The kind in a message. */
  public String word() {
    return word;
  }

  /** {@code 1 index}, {@code 2 indexes}. */
  public String count(long number) {
    return number + " " + (number == 1 ? word : plural);
  }

  static Optional<ObjectKind> ofWord(String word) {
    return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /**
   * Whether objects of this kind always affect which rows their table can hold. An index does so
   * only if it is unique.
   */
  boolean shapesRows() {
    return this == COLUMN
        || this == PRIMARY_KEY
        || this == UNIQUE
        || this == FOREIGN_KEY
        || this == CHECK
        || this == EXCLUSION;
  }
}
