package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * A right that the role needs for a command. PostgreSQL has no other way to alter a thing than to
 * own it (documentation, section 5.8).
 *
 * @param schema of the object, as the catalog holds it
 * @param name of the object, as the catalog holds it; empty for the schema itself
 */
public record Requirement(Kind kind, String schema, String name) {
  /** Which right. */
  public enum Kind {
    /** To make tables, types, indexes and sequences in the schema, and to rename them. */
    CREATE_IN_SCHEMA,
    OWN_TABLE,
    OWN_TYPE,
    /** To give a column the type. */
    USE_TYPE,
    /** To let a foreign key point at the table. */
    REFERENCE_TABLE,
    UPDATE_TABLE,
    READ_TABLE
  }

  public Requirement {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(name, "name");
  }
}
