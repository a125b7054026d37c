package dev.kizaki.engine.cases;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The content of a PostgreSQL schema as sorted lines, one fact per line: two schemas are equal if
 * their lines are. The lines leave out what the project does not manage: its own history table, the
 * members of extensions, the order of columns, and the names of PostgreSQL 18's NOT NULL
 * constraints.
 */
public final class CatalogDump {
  /** Relations of every kind and the objects that belong to them. */
  private static final List<String> QUERIES =
      List.of(
          """
          select format('relation %I kind %s persistence %s', relname, relkind, relpersistence)
          from pg_class where relnamespace = %1$s and relkind <> 'i'
          """,
          """
          select format('column %I.%I %s%s%s%s%s%s', c.relname, a.attname,
            format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then ' not null' end,
            ' default ' || pg_get_expr(d.adbin, d.adrelid),
            case when a.attidentity <> '' then ' identity ' || a.attidentity::text end,
            case when a.attgenerated <> '' then ' generated ' || a.attgenerated::text end,
            case when a.attcollation not in (0, 100) then ' collation ' || a.attcollation end)
          from pg_attribute a join pg_class c on c.oid = a.attrelid
          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where c.relnamespace = %1$s and c.relkind not in ('i', 'S')
            and a.attnum > 0 and not a.attisdropped
          """,
          """
          select format('constraint %I.%I %s%s%s', c.relname, n.conname, pg_get_constraintdef(n.oid),
            case when not n.convalidated then ' not valid' end,
            case when n.condeferrable then ' deferrable' end)
          from pg_constraint n join pg_class c on c.oid = n.conrelid
          where c.relnamespace = %1$s and n.contype <> 'n'
          """,
          """
          select format('index %s%s%s', pg_get_indexdef(i.indexrelid),
            case when not i.indisvalid then ' invalid' end,
            case when i.indisprimary then ' primary' end)
          from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = %1$s
          """,
          """
          select format('enum %I %s', t.typname,
            (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
             from pg_enum e where e.enumtypid = t.oid))
          from pg_type t where t.typnamespace = %1$s and t.typtype = 'e'
          """,
          """
          select format('type %I kind %s', t.typname, t.typtype)
          from pg_type t where t.typnamespace = %1$s and t.typtype <> 'e' and t.typelem = 0
            and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass
              and d.objid = t.oid and d.deptype = 'e')
          """,
          """
          select format('sequence %I %s start %s step %s min %s max %s owned by %s', c.relname,
            format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
            (select format('%I.%I', o.relname, a.attname)
             from pg_depend d join pg_class o on o.oid = d.refobjid
             join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
             where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')))
          from pg_sequence s join pg_class c on c.oid = s.seqrelid where c.relnamespace = %1$s
          """,
          """
          select format('trigger %I.%I %s enabled %s', c.relname, t.tgname,
            pg_get_triggerdef(t.oid), t.tgenabled)
          from pg_trigger t join pg_class c on c.oid = t.tgrelid
          where c.relnamespace = %1$s and not t.tgisinternal
          """,
          "select format('extension %I', extname) from pg_extension where extnamespace = %1$s",
          """
          select format('function %s %s', p.oid::regprocedure,
            case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end)
          from pg_proc p where p.pronamespace = %1$s
            and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass
              and d.objid = p.oid and d.deptype = 'e')
          """,
          """
          select format('view %I %s%s', c.relname, pg_get_viewdef(c.oid),
            case when not c.relispopulated then ' not populated' end)
          from pg_class c where c.relnamespace = %1$s and c.relkind in ('v', 'm')
          """,
          """
          select format('domain %I %s%s%s', t.typname, format_type(t.typbasetype, t.typtypmod),
            case when t.typnotnull then ' not null' end,
            (select string_agg(format(' %I %s', n.conname, pg_get_constraintdef(n.oid)), ','
               order by n.conname)
             from pg_constraint n where n.contypid = t.oid and n.contype = 'c'))
          from pg_type t where t.typnamespace = %1$s and t.typtype = 'd'
          """,
          """
          select format('comment on %s %s', c.oid::regclass, d.description)
          from pg_class c
          join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass
          where c.relnamespace = %1$s and d.objsubid = 0
          """,
          """
          select format('comment on %s %s', p.oid::regprocedure, obj_description(p.oid, 'pg_proc'))
          from pg_proc p
          where p.pronamespace = %1$s and obj_description(p.oid, 'pg_proc') is not null
          """);

  /** What the project does not manage, and the names of NOT NULL constraints. */
  private static final List<String> SETTINGS =
      List.of(
          """
          select format('column %I.%I acl %s target %s options %s storage %s compression %s comment %s',
            c.relname, a.attname, a.attacl, nullif(a.attstattarget, -1), a.attoptions, a.attstorage,
            a.attcompression, col_description(c.oid, a.attnum))
          from pg_attribute a join pg_class c on c.oid = a.attrelid
          where c.relnamespace = %1$s and a.attnum > 0 and not a.attisdropped
          """,
          """
          select format('relation %I acl %s options %s tablespace %s owner %s comment %s', c.relname,
            c.relacl, c.reloptions, c.reltablespace, c.relowner, obj_description(c.oid, 'pg_class'))
          from pg_class c where c.relnamespace = %1$s
          """,
          """
          select format('constraint %I %s %s', n.conname, n.contype,
            obj_description(n.oid, 'pg_constraint'))
          from pg_constraint n join pg_class c on c.oid = n.conrelid where c.relnamespace = %1$s
          """,
          """
          select format('index %I clustered %s identity %s valid %s ready %s live %s', c.relname,
            i.indisclustered, i.indisreplident, i.indisvalid, i.indisready, i.indislive)
          from pg_index i join pg_class c on c.oid = i.indexrelid where c.relnamespace = %1$s
          """,
          """
          select format('statistics %s owner %s target %s comment %s', pg_get_statisticsobjdef(x.oid),
            x.stxowner, nullif(x.stxstattarget, -1), obj_description(x.oid, 'pg_statistic_ext'))
          from pg_statistic_ext x where x.stxnamespace = %1$s
          """,
          """
          select format('sequence %I at %s', c.relname, pg_sequence_last_value(c.oid))
          from pg_class c where c.relnamespace = %1$s and c.relkind = 'S'
          """);

  private CatalogDump() {}

  /** The lines of a schema with what the project does not manage. */
  static List<String> withSettings(Connection connection, String schema) throws SQLException {
    return of(connection, schema, Stream.concat(QUERIES.stream(), SETTINGS.stream()).toList());
  }

  /** The lines of a schema. */
  public static List<String> of(Connection connection, String schema) throws SQLException {
    return of(connection, schema, QUERIES);
  }

  private static List<String> of(Connection connection, String schema, List<String> queries)
      throws SQLException {
    String all = String.join("\nunion all ", queries).replace("%1$s", "(select oid from s)");
    List<String> lines = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "with s as (select oid from pg_namespace where nspname = ?), f (line) as materialized ("
                + all
                + ") select line from f where line not like all (array['%\\_\\_kizaki\\_migration%', '%\\_\\_kizaki\\_step%'])"
                + " order by line collate \"C\"")) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
    return lines;
  }
}
