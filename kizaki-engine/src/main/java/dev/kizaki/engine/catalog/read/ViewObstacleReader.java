package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.sql.CompatibilityView;
import dev.kizaki.engine.text.DisplayedValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Reads why a table cannot be shown by a view between the phases of a deploy: what depends on the
 * name or the row type of the table, and rights that a view does not pass on.
 */
public final class ViewObstacleReader {
  /**
   * A view reads rows as its owner does, unless it is a {@code security_invoker}, which PostgreSQL
   * has from version 15 on; such a view needs rights on all its columns.
   */
  private static final String READ =
      """
      with wanted as (
        select c.oid, n.nspname, c.relname, c.relrowsecurity, c.reltype, t.typarray, ?::boolean as both
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
          join pg_type t on t.oid = c.reltype
        where n.nspname = ? and c.relname = ?)
      select 'the table is published under its name'
      from wanted w
      where w.both and exists (select from pg_publication_tables p
        where p.schemaname = w.nspname and p.tablename = w.relname)
      union all
      select 'trigger ' || t.tgname || ' would be called for another table name'
      from wanted w join pg_trigger t on t.tgrelid = w.oid
      where w.both and not t.tgisinternal and right(t.tgname::text, 3) <> '~kz'
      union all
      select 'rule ' || r.rulename || ' belongs to the table'
      from wanted w join pg_rewrite r on r.ev_class = w.oid where w.both
      union all
      select pg_describe_object(d.classid, d.objid, 0) || ' uses the row type of the table'
      from wanted w join pg_depend d
        on d.refclassid = 'pg_type'::regclass and d.refobjid in (w.reltype, w.typarray)
          and d.deptype = 'n'
      where w.both
      union all
      select 'before PostgreSQL 15, a view shows all rows of a table with row level security'
      from wanted w
      where w.relrowsecurity and current_setting('server_version_num')::integer < 150000
      union all
      select 'the table has row level security and grants on columns'
      from wanted w
      where w.relrowsecurity
        and exists (select from pg_attribute a where a.attrelid = w.oid and a.attacl is not null)\
      """;

  private ViewObstacleReader() {}

  /** The first obstacle, as a phrase; absent if there is none. */
  public static Optional<String> read(Connection connection, CompatibilityView view)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setBoolean(1, view.isForBoth());
      statement.setString(2, view.table().schema());
      statement.setString(3, view.table().table());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(DisplayedValue.name(row.getString(1))) : Optional.empty();
      }
    }
  }
}
