package dev.kizaki.engine.sql;

import java.util.Objects;

/** A column by its names in the database, as the catalog holds them (not quoted). */
public record ColumnName(TableName table, String column) {
  public ColumnName {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(column, "column");
  }

  /** Stands for the existence of a table's rows, without their values. */
  public static ColumnName rowsOf(TableName table) {
    return new ColumnName(table, "ctid");
  }

  /** Stands for the existence of a column under its name, without its values and its type. */
  public static ColumnName nameOf(ColumnName column) {
    return new ColumnName(column.table(), "\n" + column.column());
  }

  /** Stands for the foreign keys that reference a table. */
  public static ColumnName referencesTo(TableName table) {
    return new ColumnName(table, "");
  }

  /** Stands for the names of a table's keys, uniques and indexes. */
  public static ColumnName groupsOf(TableName table) {
    return new ColumnName(table, "\n");
  }
}
