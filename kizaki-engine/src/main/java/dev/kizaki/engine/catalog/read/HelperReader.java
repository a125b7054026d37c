package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.Helper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the objects that exist only while a migration runs in stages. Their names end in {@code
 * ~kz}.
 */
public final class HelperReader {
  private static final String READ =
      """
      with tables as (
        select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ? and c.relkind in ('r', 'p')),
      helpers as (
        select 'TRIGGER' as kind, c.relname, t.tgname as name
        from pg_trigger t join tables c on c.oid = t.tgrelid
        where not t.tgisinternal
        union all
        select 'FUNCTION', '', p.proname
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = ? and p.pronargs = 0
        union all
        select case k.contype when 'f' then 'FOREIGN_KEY' else 'CONSTRAINT' end, c.relname,
          k.conname
        from pg_constraint k join tables c on c.oid = k.conrelid
        where k.contype <> 'n'
        union all
        select 'INDEX', c.relname, x.relname
        from pg_index i join tables c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
        where not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        union all
        select 'SEQUENCE', '', s.relname
        from pg_class s join pg_namespace n on n.oid = s.relnamespace
        where n.nspname = ? and s.relkind = 'S'
        union all
        select 'COLUMN', c.relname, a.attname
        from pg_attribute a join tables c on c.oid = a.attrelid
        where a.attnum > 0 and not a.attisdropped
        union all
        select 'TYPE', '', y.typname
        from pg_type y join pg_namespace n on n.oid = y.typnamespace
        where n.nspname = ? and y.typtype = 'e')
      select kind, relname, name from helpers where right(name::text, 3) = '~kz'\
      """;

  private HelperReader() {}

  /** The objects of a schema, in an order in which they can be dropped. */
  public static List<Helper> read(Connection connection, String schema) throws SQLException {
    List<Helper> helpers = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, schema);
      statement.setString(2, schema);
      statement.setString(3, schema);
      statement.setString(4, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          helpers.add(
              new Helper(
                  Helper.Kind.valueOf(row.getString(1)), row.getString(2), row.getString(3)));
        }
      }
    }
    helpers.sort(
        Comparator.comparing(Helper::kind)
            .thenComparing(Helper::table)
            .thenComparing(Helper::name));
    return helpers;
  }
}
