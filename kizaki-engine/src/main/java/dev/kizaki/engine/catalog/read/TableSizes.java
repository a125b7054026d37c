package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the sizes of tables with one query. */
public final class TableSizes {
  /** The size of a partitioned table is the sum of its partitions. */
  private static final String READ =
      """
      select n.nspname, c.relname, c.reltuples::bigint,
        case c.relkind
          when 'p' then (select sum(pg_total_relation_size(relid)) from pg_partition_tree(c.oid))
          else pg_total_relation_size(c.oid)
        end
      from unnest(?::text[], ?::text[]) as wanted (schema_name, table_name)
        join pg_namespace n on n.nspname = wanted.schema_name
        join pg_class c on c.relnamespace = n.oid and c.relname = wanted.table_name
      where c.relkind in ('r', 'p')\
      """;

  private TableSizes() {}

  public static Map<TableName, TableSize> read(Connection connection, Collection<TableName> tables)
      throws SQLException {
    Map<TableName, TableSize> sizes = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setObject(1, tables.stream().map(TableName::schema).toArray(String[]::new));
      statement.setObject(2, tables.stream().map(TableName::table).toArray(String[]::new));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          sizes.put(
              new TableName(row.getString(1), row.getString(2)),
              new TableSize(row.getLong(3), row.getLong(4)));
        }
      }
    }
    return sizes;
  }
}
