package dev.kizaki.engine.catalog.read;

/** The queries of {@link AdoptionReader}. Each has one parameter: the schema. */
final class AdoptionQueries {
  static final String SCHEMA =
      "select nspname::text from pg_namespace where nspname = ?"
          + " and has_schema_privilege(oid, 'USAGE')";

  static final String OTHER_SCHEMAS =
      """
      select n.nspname::text, count(*)::int
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname <> ?
        and n.nspname not in ('pg_catalog', 'information_schema')
        and n.nspname !~ '^pg_(toast|temp)'
      group by n.nspname order by n.nspname
      """;

  /** The tables of the schema that are not those of an extension. */
  private static final String TABLES =
      """
      with t as (
        select c.oid, c.relname, c.relnamespace
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ? and c.relkind in ('r', 'p') and not c.relispartition
          and not exists (
            select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
              and d.objsubid = 0 and d.deptype = 'e'))
      """;

  static final String FORBIDDEN =
      TABLES
          + """
          select t.relname::text from t
          where not has_table_privilege(t.oid, 'SELECT') order by t.relname
          """;

  /** The columns that foreign keys lead to: schema, table, column, type. */
  static final String REFERENCED =
      TABLES
          + """
          select distinct n.nspname::text, c.relname::text, a.attname::text,
            format_type(a.atttypid, a.atttypmod), a.attnum
          from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
            join pg_class c on c.oid = k.confrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.confkey)
            join pg_type y on y.oid = a.atttypid
          where y.typnamespace = 'pg_catalog'::regnamespace
          order by 1, 2, 5
          """;

  /** Flyway's table has a name that users choose, so it is recognized by its columns. */
  static final String FLYWAY =
      TABLES
          + """
          select t.relname::text from t
          where (
            select array_agg(a.attname::text order by a.attname::text) from pg_attribute a
            where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped)
          = array['checksum', 'description', 'execution_time', 'installed_by', 'installed_on',
            'installed_rank', 'script', 'success', 'type', 'version']
          """;

  static final String PARENTS =
      TABLES
          + """
          select distinct t.relname::text
          from t join pg_inherits h on h.inhparent = t.oid join pg_class c on c.oid = h.inhrelid
          where not c.relispartition
          """;

  /** Kind, table or null, name, comment. */
  static final String COMMENTS =
      TABLES
          + """
          select 'TABLE', null, t.relname::text, d.description
          from t join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = t.oid
            and d.objsubid = 0
          union all
          select 'COLUMN', t.relname::text, a.attname::text, d.description
          from t join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = t.oid
            join pg_attribute a on a.attrelid = t.oid and a.attnum = d.objsubid
          where d.objsubid > 0
          union all
          select 'ENUM', null, y.typname::text, d.description
          from pg_type y join pg_description d on d.classoid = 'pg_type'::regclass
            and d.objoid = y.oid
          where y.typtype = 'e' and y.typnamespace in (select t.relnamespace from t)
          """;

  /**
   * Table, noun, name: extensions, and functions and types of other schemas. What PostgreSQL itself
   * has is not recorded as a dependency; an array depends on its element.
   */
  static final String NEEDS =
      TABLES
          +
"""
, parts as (
  select t.relname, 'pg_class'::regclass::oid as classid, t.oid as objid from t
  union all
  select t.relname, 'pg_class'::regclass, i.indexrelid from t join pg_index i on i.indrelid = t.oid
  union all
  select t.relname, 'pg_constraint'::regclass, k.oid
  from t join pg_constraint k on k.conrelid = t.oid
  union all
  select t.relname, 'pg_attrdef'::regclass, f.oid from t join pg_attrdef f on f.adrelid = t.oid),
needed as (
  select distinct p.relname, d.refclassid as classid,
    coalesce(e.oid, d.refobjid) as objid
  from parts p join pg_depend d on d.classid = p.classid and d.objid = p.objid
    left join pg_type y on d.refclassid = 'pg_type'::regclass and y.oid = d.refobjid
    left join pg_type e on e.oid = y.typelem and e.typarray = y.oid
  where d.refclassid in (
    'pg_type'::regclass, 'pg_proc'::regclass, 'pg_opclass'::regclass, 'pg_operator'::regclass))
select n.relname::text,
  case when x.extnamespace in (select t.relnamespace from t)
      or x.extnamespace = 'pg_catalog'::regnamespace then 'extension'
    when x.oid is not null then 'extension of another schema' when f.oid is not null then 'function'
    else 'type' end,
  coalesce(
    x.extname::text,
    case when f.oid is not null then f.oid::regprocedure::text else y.oid::regtype::text end)
from needed n
  left join pg_depend e on e.classid = n.classid and e.objid = n.objid and e.deptype = 'e'
    and e.refclassid = 'pg_extension'::regclass
  left join pg_extension x on x.oid = e.refobjid
  left join pg_proc f on n.classid = 'pg_proc'::regclass and f.oid = n.objid
  left join pg_type y on n.classid = 'pg_type'::regclass and y.oid = n.objid
where x.oid is not null
  or coalesce(f.pronamespace, y.typnamespace) not in (select t.relnamespace from t)
group by 1, 2, 3 order by 1, 2, 3
""";

  /** Kind, table, name, element, text. */
  static final String EXPRESSIONS =
      TABLES
          +
"""
select 'COLUMN', t.relname::text, a.attname::text, 0, pg_get_expr(f.adbin, f.adrelid)
from t join pg_attrdef f on f.adrelid = t.oid
  join pg_attribute a on a.attrelid = t.oid and a.attnum = f.adnum
union all
select 'CHECK', t.relname::text, k.conname::text, 0, pg_get_expr(k.conbin, k.conrelid)
from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'c'
union all
select 'INDEX', t.relname::text, c.relname::text, 0, pg_get_expr(i.indpred, i.indrelid)
from t join pg_index i on i.indrelid = t.oid join pg_class c on c.oid = i.indexrelid
where i.indpred is not null
union all
select 'INDEX', t.relname::text, c.relname::text, x.place::int,
  pg_get_indexdef(i.indexrelid, x.place::int, false)
    || coalesce(' COLLATE ' || nullif(nullif(o.collation_oid, 0), y.typcollation)::regcollation, '')
from t join pg_index i on i.indrelid = t.oid join pg_class c on c.oid = i.indexrelid
  join lateral unnest(i.indkey::int2[]) with ordinality as x (number, place) on x.number = 0
  join lateral unnest(i.indcollation::oid[]) with ordinality as o (collation_oid, place)
    on o.place = x.place
  join pg_attribute a on a.attrelid = i.indexrelid and a.attnum = x.place
  join pg_type y on y.oid = a.atttypid
order by 1, 2, 3, 4
""";

  /** Table, column. A sequence that was never used, or that the role may not read, has no value. */
  static final String USED_KEYS =
      TABLES
          + """
          select t.relname::text, a.attname::text
          from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
            join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid
              and d.refobjsubid = a.attnum and d.classid = 'pg_class'::regclass
              and d.deptype in ('a', 'i')
            join pg_sequence s on s.seqrelid = d.objid
          where has_sequence_privilege(s.seqrelid, 'SELECT')
            and pg_sequence_last_value(s.seqrelid) > case a.atttypid
              when 'smallint'::regtype then 16383 when 'integer'::regtype then 1073741823
              when 'bigint'::regtype then 4611686018427387903 end
          order by t.relname, a.attname
          """;

  private AdoptionQueries() {}
}
