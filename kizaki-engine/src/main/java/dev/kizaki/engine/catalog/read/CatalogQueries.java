package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.sql.HistoryTable;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.StepTable;
import java.util.List;

/**
 * The queries on PostgreSQL's catalog, each for a whole schema. They neither lock nor read a user's
 * table. PostgreSQL cannot print predicates, check conditions and expressions over columns without
 * a lock, so the queries report only that these exist.
 *
 * <p>Each begins with {@link #SCOPE} and therefore has two parameters: the schema, and the names of
 * the tables whose columns, constraints and indexes are read.
 */
final class CatalogQueries {
  static final String SCOPE =
      """
      with n as (select oid from pg_namespace where nspname = ?),
        m as (
          select c.oid, c.relname from pg_class c
          where c.relnamespace = (select oid from n) and c.relkind in ('r', 'p')
            and c.relname = any (?))
      """;

  /** Kind, table or null, name, marks. */
  static final String OBJECTS =
      SCOPE
          + """
          select case c.relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED_VIEW'
              when 'f' then 'FOREIGN_TABLE' when 'c' then 'TYPE'
              else 'TABLE' end,
            null, c.relname::text,
            array_remove(array[
              case when c.relkind = 'p' then 'PARTITIONED' end,
              case when c.relispartition then 'PARTITION' end,
              case when not c.relispartition
                and exists (select from pg_inherits h where h.inhrelid = c.oid)
                then 'INHERITS' end,
              case when c.relkind = 'r' and c.relpersistence = 'u' then 'UNLOGGED' end], null)
          from pg_class c
          where c.relnamespace = (select oid from n)
            and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
            and c.relname not in\s\
          """
          + "("
          + Quoting.strings(List.of(HistoryTable.NAME, StepTable.NAME))
          + ")"
          +
"""

  and not exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass
      and d.objid = c.oid and d.objsubid = 0
      and d.deptype = 'e')
  and not (c.relkind = 'c' and exists (
    select from pg_depend d where d.classid = 'pg_type'::regclass
      and d.objid = c.reltype and d.deptype = 'e'))
union all
select 'TYPE', null, t.typname::text, '{}'
from pg_type t
where t.typnamespace = (select oid from n) and t.typtype in ('d', 'r')
  and not exists (
    select from pg_depend d where d.classid = 'pg_type'::regclass
      and d.objid = t.oid and d.deptype = 'e')
union all
select 'FUNCTION', null,
  p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', '{}'
from pg_proc p
where p.pronamespace = (select oid from n)
  and not exists (
    select from pg_depend d where d.classid = 'pg_proc'::regclass
      and d.objid = p.oid and d.deptype in ('e', 'i'))
union all
select 'TRIGGER', m.relname::text, t.tgname::text, '{}'
from pg_trigger t join m on m.oid = t.tgrelid
where not t.tgisinternal
  and not exists (
    select from pg_depend d where d.classid = 'pg_trigger'::regclass
      and d.objid = t.oid and d.deptype = 'e')
union all
select 'RULE', m.relname::text, r.rulename::text, '{}'
from pg_rewrite r join m on m.oid = r.ev_class
union all
select 'POLICY', m.relname::text, p.polname::text, '{}'
from pg_policy p join m on m.oid = p.polrelid
union all
select 'ROW_SECURITY', m.relname::text, '', '{}'
from pg_class c join m on m.oid = c.oid where c.relrowsecurity
""";

  /** What a sequence has beside its type that is not the default. The sequence is {@code q}. */
  private static final String SEQUENCE_OPTIONS =
      """
      array[format_type(q.seqtypid, null)]
        || case when q.seqincrement <> 1 then array['INCREMENT BY ' || q.seqincrement] end
        || case when q.seqmin <> case
            when q.seqincrement > 0 then 1 when q.seqtypid = 'smallint'::regtype then -32768
            when q.seqtypid = 'integer'::regtype then -2147483648
            else -9223372036854775808 end
          then array['MINVALUE ' || q.seqmin] end
        || case when q.seqmax <> case
            when q.seqincrement < 0 then -1 when q.seqtypid = 'smallint'::regtype then 32767
            when q.seqtypid = 'integer'::regtype then 2147483647
            else 9223372036854775807 end
          then array['MAXVALUE ' || q.seqmax] end
        || case when q.seqstart <> case when q.seqincrement > 0 then q.seqmin else q.seqmax end
          then array['START WITH ' || q.seqstart] end
        || case when q.seqcache <> 1 then array['CACHE ' || q.seqcache] end
        || case when q.seqcycle then array['CYCLE'] end\
      """;

  /** Name, type and options, marks. The sequences of identity columns are left out. */
  static final String SEQUENCES =
      SCOPE
          + """
          select c.relname::text, %s,
            array_remove(array[
              case when exists (
                select from pg_depend d where d.classid = 'pg_class'::regclass
                  and d.objid = c.oid and d.objsubid = 0 and d.deptype = 'a')
                then 'OWNED BY A COLUMN' end,
              case when c.relpersistence = 'u' then 'UNLOGGED' end], null)
          from pg_class c join pg_sequence q on q.seqrelid = c.oid
          where c.relnamespace = (select oid from n)
            and not exists (
              select from pg_depend d where d.classid = 'pg_class'::regclass
                and d.objid = c.oid and d.objsubid = 0 and d.deptype in ('e', 'i'))
          """
              .formatted(SEQUENCE_OPTIONS);

  /** Name, labels. */
  static final String ENUMS =
      SCOPE
          + """
          select t.typname::text,
            array(
              select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid
              order by e.enumsortorder)
          from pg_type t
          where t.typnamespace = (select oid from n) and t.typtype = 'e'
            and not exists (
              select from pg_depend d where d.classid = 'pg_type'::regclass
                and d.objid = t.oid and d.deptype = 'e')
          """;

  /**
   * Table, name, type, type as printed after constants, collation or null, nullability, default or
   * null, identity or null, sequence or null, generated or null. A type is written as PostgreSQL
   * prints it if the search path is pg_catalog and the schema; a built-in one has a blank after a
   * comma. An enum of the schema is quoted and has its schema. Since version 18 a NOT NULL is a
   * constraint and can be NOT VALID.
   */
  static final String COLUMNS =
      SCOPE
          +
"""
select m.relname::text, a.attname::text,
  case
    when bn.nspname = 'pg_catalog'
      then replace(format_type(a.atttypid, a.atttypmod), ',', ', ')
    when b.typtype = 'e' and bn.oid = (select oid from n)
      then '"' || replace(bn.nspname, '"', '""') || '"."'
        || replace(b.typname, '"', '""') || '"' || case when e.oid is null then '' else '[]' end
    when bn.oid = (select oid from n)
      and not exists (
        select from pg_type c where c.typname = b.typname
          and c.typnamespace = 'pg_catalog'::regnamespace)
      then substr(
        format_type(a.atttypid, a.atttypmod), length(quote_ident(bn.nspname)) + 2)
    else format_type(a.atttypid, a.atttypmod)
  end,
  format_type(a.atttypid, -1),
  case when a.attcollation <> t.attcollation_of_type then
    (select co.collname::text from pg_collation co where co.oid = a.attcollation) end,
  case when not a.attnotnull then 'null'
    when exists (
      select from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'n'
        and k.conkey = array[a.attnum] and not k.convalidated) then 'not null, not valid'
    else 'not null' end,
  case when a.attgenerated = '' then coalesce(
    (select 'nextval(''"' || replace(replace(sn.nspname, '"', '""'), '''', '''''') || '"."'
      || replace(replace(s.relname, '"', '""'), '''', '''''') || '"''::regclass)'
    from pg_depend d
      join pg_class s on s.oid = d.refobjid and s.relkind = 'S'
      join pg_namespace sn on sn.oid = s.relnamespace
    where d.classid = 'pg_attrdef'::regclass and d.objid = f.oid
      and d.refclassid = 'pg_class'::regclass
      and pg_get_expr(f.adbin, 0) ~ '^nextval[(]''([^'']|'''')*''::regclass[)]$'),
    pg_get_expr(f.adbin, 0)) end,
  case a.attidentity when 'd' then 'by default' when 'a' then 'always' end,
  (
    select array[s.relname::text] || (%s)
    from pg_depend d join pg_class s on s.oid = d.objid join pg_sequence q on q.seqrelid = s.oid
    where d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid
      and d.refobjsubid = a.attnum and d.classid = 'pg_class'::regclass
      and (d.deptype = 'i' or d.deptype = 'a' and exists (
        select from pg_depend u where u.classid = 'pg_attrdef'::regclass and u.objid = f.oid
          and u.refclassid = 'pg_class'::regclass and u.refobjid = s.oid))
    limit 1),
  case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end
from m
  join pg_attribute a on a.attrelid = m.oid
  join lateral (
    select ty.oid, ty.typcollation as attcollation_of_type, ty.typelem
    from pg_type ty where ty.oid = a.atttypid) t on true
  left join pg_type e on e.oid = t.typelem and e.typarray = t.oid
  join pg_type b on b.oid = coalesce(e.oid, t.oid)
  join pg_namespace bn on bn.oid = b.typnamespace
  left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
where a.attnum > 0 and not a.attisdropped
 order by m.relname, a.attnum
"""
              .formatted(SEQUENCE_OPTIONS);

  /**
   * Kind, table, name, columns, target, actions on delete and on update, deferrability, included
   * columns, nulls, marks; what only a foreign key or only a unique has is null for the others.
   *
   * @param major the server's major version
   */
  static String constraints(int major) {
    return SCOPE
        + """
        select k.contype::text, m.relname::text, k.conname::text,
          array(
            select a.attname::text from unnest(k.conkey) with ordinality as c (number, place)
              join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.number
            order by c.place),
          case when k.contype = 'f' then (
            select array[tn.nspname::text, tc.relname::text] || array(
              select a.attname::text from unnest(k.confkey) with ordinality as c (number, place)
                join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.number
              order by c.place)
            from pg_class tc join pg_namespace tn on tn.oid = tc.relnamespace
            where tc.oid = k.confrelid) end,
          case k.confdeltype when 'a' then 'NO ACTION' when 'r' then 'RESTRICT'
            when 'c' then 'CASCADE' when 'n' then 'SET NULL' when 'd' then 'SET DEFAULT' end,
          case k.confupdtype when 'a' then 'NO ACTION' when 'r' then 'RESTRICT'
            when 'c' then 'CASCADE' when 'n' then 'SET NULL' when 'd' then 'SET DEFAULT' end,
          case when k.contype = 'f' then
            case when k.condeferred then 'DEFERRABLE INITIALLY DEFERRED'
              when k.condeferrable then 'DEFERRABLE' else 'NOT DEFERRABLE' end end,
          array(
            select a.attname::text
            from unnest(i.indkey::int2[]) with ordinality as c (number, place)
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = c.number
            where c.place > i.indnkeyatts order by c.place),
          case when k.contype = 'u' then
            case when %2$s then 'not distinct' else 'distinct' end end,
          array_remove(array[
            case when k.condeferrable and k.contype <> 'f' then 'DEFERRABLE' end,
            case when not k.convalidated and %3$s then 'NOT VALID' end,
            case when not %3$s then 'NOT ENFORCED' end,
            case when k.contype = 'c' and k.connoinherit then 'NO INHERIT' end,
            case when k.contype = 'f' and k.confmatchtype <> 's' then 'MATCH FULL' end,
            case when %1$s then 'ON DELETE SET of some columns' end,
            case when %4$s then 'WITHOUT OVERLAPS' end,
            case when not i.indisvalid then 'INVALID' end], null)
        from m join pg_constraint k on k.conrelid = m.oid
          left join pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u')
        where k.contype in ('p', 'u', 'f', 'c', 'x')
        """
            .formatted(
                major >= 15 ? "k.confdelsetcols is not null" : "false",
                major >= 15 ? "i.indnullsnotdistinct" : "false",
                major >= 18 ? "k.conenforced" : "true",
                major >= 18 ? "k.conperiod" : "false");
  }

  /**
   * Table, name, columns, method, included columns, uniqueness, nulls, orders, operator classes,
   * marks, expressions, predicate; without the indexes of constraints. An operator class of
   * PostgreSQL or of the schema is printed without its schema. In indoption, 1 is descending and 2
   * is nulls first.
   *
   * @param major the server's major version
   */
  static String indexes(int major) {
    return SCOPE
        +
"""
select m.relname::text, c.relname::text,
  array(
    select coalesce(a.attname::text, '(expression)')
    from unnest(i.indkey::int2[]) with ordinality as x (number, place)
      left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = x.number
        and x.number <> 0
    where x.place <= i.indnkeyatts order by x.place),
  am.amname::text,
  array(
    select a.attname::text from unnest(i.indkey::int2[]) with ordinality as x (number, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = x.number
    where x.place > i.indnkeyatts order by x.place),
  case when i.indisunique then 'unique' else 'not unique' end,
  case when %1$s then 'not distinct' else 'distinct' end,
  array(
    select case o.bits & 3 when 0 then 'asc' when 1 then 'desc nulls last'
      when 2 then 'asc nulls first' else 'desc' end
    from unnest(i.indoption::int2[]) with ordinality as o (bits, place) order by o.place),
  array(
    select case when p.opcdefault then 'default ' else '' end
      || case when s.nspname = 'pg_catalog' or s.oid = (select oid from n) then ''
        else s.nspname || '.' end || p.opcname
    from unnest(i.indclass::oid[]) with ordinality as o (class, place)
      join pg_opclass p on p.oid = o.class join pg_namespace s on s.oid = p.opcnamespace
    order by o.place),
  array_remove(array[
    case when not i.indisvalid then 'INVALID' end,
    case when exists (
      select from pg_attribute a where a.attrelid = i.indexrelid and a.attoptions is not null)
      then 'OPERATOR CLASS PARAMETERS' end,
    case when exists (
      select from unnest(i.indkey::int2[], i.indcollation::oid[]) as o (number, collation_oid)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = o.number
        where o.collation_oid <> a.attcollation)
      then 'COLLATION' end], null),
  case when i.indexprs is not null then array(
    select case when x.number = 0 then pg_get_indexdef(i.indexrelid, x.place::integer, false)
        || coalesce(' COLLATE ' || nullif(nullif(o.collation_oid, 0), t.typcollation)::regcollation, '')
      else '' end
    from unnest(i.indkey::int2[]) with ordinality as x (number, place)
      join unnest(i.indcollation::oid[]) with ordinality as o (collation_oid, place) using (place)
      join pg_attribute a on a.attrelid = i.indexrelid and a.attnum = x.place
      join pg_type t on t.oid = a.atttypid
    order by x.place) end,
  pg_get_expr(i.indpred, i.indrelid)
from m join pg_index i on i.indrelid = m.oid
  join pg_class c on c.oid = i.indexrelid
  join pg_am am on am.oid = c.relam
where not exists (
  select from pg_depend d where d.classid = 'pg_class'::regclass
    and d.objid = i.indexrelid and d.refclassid = 'pg_constraint'::regclass
    and d.deptype = 'i')
"""
            .formatted(major >= 15 ? "i.indnullsnotdistinct" : "false");
  }

  /** Kind, table or null, name, marks of the given tables. */
  static final String TABLES =
      SCOPE
          + """
          select 'TABLE', null, c.relname::text,
            array_remove(array[
              case when c.relkind = 'p' then 'PARTITIONED' end,
              case when c.relispartition then 'PARTITION' end,
              case when not c.relispartition
                and exists (select from pg_inherits h where h.inhrelid = c.oid)
                then 'INHERITS' end,
              case when c.relkind = 'r' and c.relpersistence = 'u' then 'UNLOGGED' end], null)
          from pg_class c join m on m.oid = c.oid
          """;

  /**
   * Namespace, name, kind of the object that holds it, its table or null, its own name. The type of
   * an array is left out, because PostgreSQL renames it when its name is needed. The parameters are
   * the schema and the names.
   */
  static final String HELD_NAMES =
      """
      with n as (select oid from pg_namespace where nspname = ?),
        wanted as (select unnest(?::text[]) as name)
      select 'RELATION', c.relname::text,
        case
          when k.contype = 'p' then 'PRIMARY_KEY' when k.contype = 'u' then 'UNIQUE'
          when k.contype = 'x' then 'EXCLUSION' when c.relkind in ('i', 'I') then 'INDEX'
          when c.relkind = 'v' then 'VIEW' when c.relkind = 'm' then 'MATERIALIZED_VIEW'
          when c.relkind = 'f' then 'FOREIGN_TABLE' when c.relkind = 'S' then 'SEQUENCE'
          when c.relkind = 'c' then 'TYPE' else 'TABLE' end,
        t.relname::text, coalesce(k.conname, c.relname)::text
      from wanted join pg_class c on c.relname = wanted.name
          and c.relnamespace = (select oid from n)
        left join pg_index i on i.indexrelid = c.oid
        left join pg_class t on t.oid = i.indrelid
        left join pg_constraint k on k.conindid = c.oid and k.contype in ('p', 'u', 'x')
          and k.conrelid = i.indrelid
      union all
      select 'TYPE', t.typname::text,
        case
          when t.typtype = 'e' then 'ENUM' when c.relkind = 'v' then 'VIEW'
          when c.relkind = 'm' then 'MATERIALIZED_VIEW' when c.relkind = 'f' then 'FOREIGN_TABLE'
          when c.relkind in ('r', 'p') then 'TABLE' else 'TYPE' end,
        null, t.typname::text
      from wanted join pg_type t on t.typname = wanted.name
          and t.typnamespace = (select oid from n)
        left join pg_class c on c.oid = t.typrelid
      where not exists (select from pg_type e where e.typarray = t.oid)
      """;

  private CatalogQueries() {}
}
