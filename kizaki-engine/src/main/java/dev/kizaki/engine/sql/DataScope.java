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
public record DataScope(boolean everything, Set<TableName> tables, Set<ColumnName> columns) {
  public static final DataScope NOTHING = new DataScope(false, Set.of(), Set.of());
  public static final DataScope EVERYTHING = new DataScope(true, Set.of(), Set.of());

  public DataScope {
    tables = Set.copyOf(tables);
    columns = Set.copyOf(columns);
  }

  public static DataScope ofTables(TableName... tables) {
    return new DataScope(false, Set.of(tables), Set.of());
  }

  public static DataScope ofColumns(Set<ColumnName> columns) {
    return new DataScope(false, Set.of(), columns);
  }
}
