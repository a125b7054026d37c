package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.sql.ReplacedColumn;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.text.DisplayedValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads why columns cannot be dropped in favour of others without a loss: what others have made for
 * them, and settings that cannot be carried over.
 */
public final class ColumnObstacleReader {
  /**
   * Statistics of several columns are made again. A NOT NULL constraint is one of type {@code n}
   * from PostgreSQL 18 on. The index of a constraint depends on the constraint, not on the column.
   * A new column of a domain with constraints rewrites the table, even without a default
   * (ATExecAddColumn in tablecmds.c). The views between the phases of a deploy go before the
   * columns.
   */
  private static final String READ =
      """
      with wanted as (
        select c.oid as relation, n.nspname, c.relname, a.attnum, a.attacl, c.relowner,
          c.relreplident, ?::text[] as dependents
        from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid
        where n.nspname = ? and c.relname = ? and a.attname = ? and not a.attisdropped)
      select case when not exists (select from wanted)
        then 'the migration gives the column its name or adds it' end
      union all
      select pg_describe_object(d.classid, d.objid, 0) || ' uses the column'
      from wanted w join pg_depend d
          on d.refclassid = 'pg_class'::regclass and d.refobjid = w.relation
            and d.refobjsubid = w.attnum
        left join pg_constraint k on d.classid = 'pg_constraint'::regclass and k.oid = d.objid
        left join pg_class i on d.classid = 'pg_class'::regclass and i.oid = d.objid
        left join pg_attrdef f on d.classid = 'pg_attrdef'::regclass and f.oid = d.objid
        left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
        left join pg_trigger g on d.classid = 'pg_trigger'::regclass and g.oid = d.objid
      where d.classid <> 'pg_statistic_ext'::regclass and k.contype is distinct from 'n'
        and (f.oid is null or f.adrelid <> w.relation or f.adnum <> w.attnum)
        and (d.deptype <> 'i' or i.relkind is distinct from 'S')
        and right(coalesce(g.tgname::text, ''), 3) <> '~kz'
        and coalesce(obj_description(r.ev_class, 'pg_class'), '') not like 'kizaki: % expanded'
        and coalesce(k.conname, i.relname, '') <> all (w.dependents)
      union all
      select 'new columns of domain ' || t.typname || ' rewrite the table'
      from pg_type t, lateral (values (quote_ident(t.typname)),
          ('"' || replace(t.typname, '"', '""') || '"')) as written (name),
        lateral (select ?::text as type) n
      where t.typtype = 'd'
        and (n.type = name or right(n.type, length(name) + 1) = '.' || name)
        and (t.typnotnull or exists (select from pg_constraint k where k.contypid = t.oid)
          or exists (select from pg_type b where b.oid = t.typbasetype and b.typtype = 'd'))
      union all
      select 'statistics ' || s.stxname || ' belong to another role'
      from wanted w join pg_statistic_ext s on s.stxrelid = w.relation
        join pg_depend d on d.classid = 'pg_statistic_ext'::regclass and d.objid = s.oid
          and d.refclassid = 'pg_class'::regclass and d.refobjid = w.relation
          and d.refobjsubid = w.attnum
        join pg_roles r on r.rolname = current_user
      where s.stxowner <> r.oid and not r.rolsuper
      union all
      select 'rights on the column were granted by ' || g.grantor::regrole::text
      from wanted w, aclexplode(w.attacl) g where g.grantor <> w.relowner
      union all
      select 'the table is published without a replica identity'
      from wanted w
      where (w.relreplident = 'n' or w.relreplident = 'd' and not exists (
          select from pg_index i where i.indrelid = w.relation and i.indisprimary))
        and exists (select from pg_publication_tables p
          where p.schemaname = w.nspname and p.tablename = w.relname)
      union all
      select 'index ' || i.relname || ' is in another tablespace'
      from wanted w join pg_index x on x.indrelid = w.relation join pg_class i on i.oid = x.indexrelid
      where i.relname = any (w.dependents) and i.reltablespace <> 0
      union all
      select 'constraint ' || k.conname || ' has a comment'
      from wanted w join pg_constraint k on k.conrelid = w.relation
      where k.conname = any (w.dependents) and k.contype in ('p', 'u')
        and obj_description(k.oid, 'pg_constraint') is not null\
      """;

  private ColumnObstacleReader() {}

  /** The first obstacle of each column, as a phrase. Columns without one are missing. */
  public static Map<ReplacedColumn, String> read(
      Connection connection, Collection<ReplacedColumn> columns) throws SQLException {
    Map<ReplacedColumn, String> obstacles = new LinkedHashMap<>();
    if (columns.isEmpty()) {
      return obstacles;
    }
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      for (ReplacedColumn column : columns) {
        TableName table = column.table();
        statement.setObject(1, column.dependents().toArray(String[]::new));
        statement.setString(2, table.schema());
        statement.setString(3, table.table());
        statement.setString(4, column.column());
        statement.setString(5, column.type());
        try (ResultSet row = statement.executeQuery()) {
          while (row.next() && !obstacles.containsKey(column)) {
            String reason = row.getString(1);
            if (reason != null) {
              obstacles.put(column, DisplayedValue.name(reason));
            }
          }
        }
      }
    }
    return obstacles;
  }
}
