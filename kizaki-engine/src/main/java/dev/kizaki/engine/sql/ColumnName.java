package dev.kizaki.engine.sql;

import java.util.Objects;

/** A column by its names in the database, as the catalog holds them (not quoted). */
public record ColumnName(TableName table, String column) {
  public ColumnName {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(column, "column");
  }

  /** The rows of a table themselves: that they are there, whatever they hold. */
  public static ColumnName rowsOf(TableName table) {
    return new ColumnName(table, "ctid");
  }

  /** The foreign keys that point at a table. */
  public static ColumnName referencesTo(TableName table) {
    return new ColumnName(table, "");
  }
}
