package dev.kizaki.engine.sql;

import java.util.Set;

/**
 * Part of what a database holds: whole tables, and single columns of others. Enum types stand among
 * the tables, for they share one set of names.
 *
 * @param everything whether it is all there is
 * @param tables whole ones, every column included
 * @param columns single ones
 */
public record Scope(boolean everything, Set<TableName> tables, Set<ColumnName> columns) {
  public static final Scope NOTHING = new Scope(false, Set.of(), Set.of());
  public static final Scope EVERYTHING = new Scope(true, Set.of(), Set.of());

  public Scope {
    tables = Set.copyOf(tables);
    columns = Set.copyOf(columns);
  }

  public static Scope ofTables(TableName... tables) {
    return new Scope(false, Set.of(tables), Set.of());
  }

  public static Scope ofColumns(Set<ColumnName> columns) {
    return new Scope(false, Set.of(), columns);
  }
}
