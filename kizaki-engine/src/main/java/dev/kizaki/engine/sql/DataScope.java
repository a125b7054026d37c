package dev.kizaki.engine.sql;

import java.util.Set;

/**
 * A part of a database's data: whole tables, and single columns of other tables. Enum types are
 * listed as tables, because tables and types share one namespace.
 *
 * @param everything whether the part is the whole database
 * @param tables whole tables, with all their columns
 * @param columns single columns
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
