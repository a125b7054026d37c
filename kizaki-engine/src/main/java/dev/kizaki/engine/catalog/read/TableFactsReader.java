package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.online.TableFacts;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what decides whether statements about tables are carried out in stages. */
public final class TableFactsReader {
  /** Bit 0 of {@code tgtype} is "for each row", bit 4 is "on update" (pg_trigger.h). */
  private static final String READ =
      """
      select n.nspname, c.relname, pg_table_size(c.oid),
        case
          when c.relkind = 'p' then 'the table is partitioned'
          when c.relkind = 'f' then 'the table is a foreign table'
          when c.relispartition then 'the table is a partition'
          when exists (select from pg_inherits i where i.inhrelid = c.oid)
            then 'the table inherits from another'
          when c.relhassubclass
              and exists (select from pg_inherits i where i.inhparent = c.oid)
            then 'other tables inherit from the table'
        end,
        exists (
          select from pg_trigger t
          where t.tgrelid = c.oid and not t.tgisinternal and t.tgtype & 17 = 17
            and t.tgenabled <> 'D'),
        exists (
          select from pg_publication_tables p
          where p.schemaname = n.nspname and p.tablename = c.relname)
      from unnest(?::text[], ?::text[]) as wanted (schema_name, table_name)
        join pg_namespace n on n.nspname = wanted.schema_name
        join pg_class c on c.relnamespace = n.oid and c.relname = wanted.table_name
      where c.relkind in ('r', 'p', 'f')\
      """;

  private TableFactsReader() {}

  /** The facts about these tables. Tables that do not exist are missing from the result. */
  public static Map<TableName, TableFacts> read(Connection connection, Collection<TableName> tables)
      throws SQLException {
    Map<TableName, TableFacts> facts = new LinkedHashMap<>();
    if (tables.isEmpty()) {
      return facts;
    }
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setObject(1, tables.stream().map(TableName::schema).toArray(String[]::new));
      statement.setObject(2, tables.stream().map(TableName::table).toArray(String[]::new));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          facts.put(
              new TableName(row.getString(1), row.getString(2)),
              new TableFacts(
                  row.getLong(3),
                  Optional.ofNullable(row.getString(4)),
                  row.getBoolean(5),
                  row.getBoolean(6)));
        }
      }
    }
    return facts;
  }
}
