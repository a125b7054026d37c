package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * A privilege that the role needs for a command. To alter an object, a role must own it (PostgreSQL
 * documentation, section 5.8).
 *
 * @param schema the schema's name, not quoted
 * @param name the object's name, not quoted; empty for the schema itself
 */
public record Requirement(Kind kind, String schema, String name) {
  /** The kind of privilege. */
  public enum Kind {
    /** To create and rename tables, types, indexes and sequences in the schema. */
    CREATE_IN_SCHEMA,
    /** To create the extension in the schema. */
    CREATE_EXTENSION,
    OWN_TABLE,
    OWN_TYPE,
    OWN_SEQUENCE,
    /** To take numbers from the sequence. */
    USE_SEQUENCE,
    /** To give a column the type. */
    USE_TYPE,
    /** To create a foreign key to the table. */
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
