package dev.kizaki.engine.sql;

import java.util.Objects;

/** A table by its names in the database, as the catalog holds them (not quoted). */
public record TableName(String schema, String table) {
  public TableName {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(table, "table");
  }
}
