package dev.kizaki.engine.catalog;

import java.util.Objects;

/**
 * An object that exists only while a migration runs in stages.
 *
 * @param table the table that it belongs to; empty for a function, a sequence or a type
 */
public record Helper(Kind kind, String table, String name) {
  /** The kinds, in an order in which such objects can be dropped. */
  public enum Kind {
    TRIGGER,
    FUNCTION,
    FOREIGN_KEY,
    CONSTRAINT,
    INDEX,
    SEQUENCE,
    COLUMN,
    TYPE
  }

  public Helper {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(name, "name");
  }
}
