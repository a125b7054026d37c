package dev.kizaki.engine.catalog.read;

/**
 * The queries of {@link ObjectReader} on what objects there are and how they depend on each other.
 * They are joined by the program, because PostgreSQL cannot estimate them and takes minutes for a
 * large schema.
 */
final class ObjectQueries {
  private static final String SCOPE = "with n as (select oid from pg_namespace where nspname = ?)";

  /**
   * Class, object, kind, name, relation or null, method or null. Nothing that PostgreSQL makes for
   * another object is left out, except array types and row types.
   */
  static final String OBJECTS =
      SCOPE
          + """

          select 'pg_class'::regclass::oid, c.oid,
            case c.relkind
              when 'v' then 'VIEW' when 'm' then 'MATERIALIZED_VIEW' when 'f' then 'FOREIGN_TABLE'
              when 'S' then 'SEQUENCE' when 'c' then 'COMPOSITE_TYPE' when 'i' then 'INDEX'
              when 'I' then 'INDEX' else 'TABLE' end,
            c.relname::text, null, null
          from pg_class c where c.relnamespace = (select oid from n)
          union all
          select 'pg_type'::regclass, t.oid,
            case t.typtype when 'd' then 'DOMAIN' when 'r' then 'RANGE_TYPE' when 'e' then 'ENUM'
              else 'BASE_TYPE' end,
            t.typname::text, null, null
          from pg_type t
          where t.typnamespace = (select oid from n) and t.typtype in ('d', 'r', 'e', 'b', 'p')
            and not exists (select from pg_type e where e.typarray = t.oid)
          union all
          select 'pg_proc'::regclass, p.oid,
            case p.prokind when 'p' then 'PROCEDURE' when 'a' then 'AGGREGATE'
              else 'FUNCTION' end,
            p.proname::text, null, null
          from pg_proc p where p.pronamespace = (select oid from n)
          union all
          select 'pg_trigger'::regclass, g.oid, 'TRIGGER', g.tgname::text, c.relname::text, null
          from pg_trigger g join pg_class c on c.oid = g.tgrelid
          where c.relnamespace = (select oid from n) and not g.tgisinternal and g.tgparentid = 0
          union all
          select 'pg_rewrite'::regclass, r.oid, 'RULE', r.rulename::text, c.relname::text, null
          from pg_rewrite r join pg_class c on c.oid = r.ev_class
          where c.relnamespace = (select oid from n) and r.rulename <> '_RETURN'
          union all
          select 'pg_policy'::regclass, y.oid, 'POLICY', y.polname::text, c.relname::text, null
          from pg_policy y join pg_class c on c.oid = y.polrelid
          where c.relnamespace = (select oid from n)
          union all
          select 'pg_cast'::regclass, k.oid, 'CAST', '', null, null
          from pg_cast k join pg_type s on s.oid = k.castsource
            join pg_type t on t.oid = k.casttarget left join pg_proc p on p.oid = k.castfunc
          where (select oid from n) in (s.typnamespace, t.typnamespace, p.pronamespace)
          union all
          select 'pg_operator'::regclass, o.oid, 'OPERATOR', o.oprname::text, null, null
          from pg_operator o where o.oprnamespace = (select oid from n)
          union all
          select 'pg_opclass'::regclass, o.oid, 'OPERATOR_CLASS', o.opcname::text, null,
            m.amname::text
          from pg_opclass o join pg_am m on m.oid = o.opcmethod
          where o.opcnamespace = (select oid from n)
          union all
          select 'pg_opfamily'::regclass, o.oid, 'OPERATOR_FAMILY', o.opfname::text, null,
            m.amname::text
          from pg_opfamily o join pg_am m on m.oid = o.opfmethod
          where o.opfnamespace = (select oid from n)
          union all
          select 'pg_collation'::regclass, o.oid, 'COLLATION', o.collname::text, null, null
          from pg_collation o where o.collnamespace = (select oid from n)
          union all
          select 'pg_conversion'::regclass, o.oid, 'CONVERSION', o.conname::text, null, null
          from pg_conversion o where o.connamespace = (select oid from n)
          union all
          select 'pg_statistic_ext'::regclass, o.oid, 'STATISTICS', o.stxname::text, null, null
          from pg_statistic_ext o where o.stxnamespace = (select oid from n)
          union all
          select 'pg_ts_config'::regclass, o.oid, 'TEXT_SEARCH', o.cfgname::text, null,
            'configuration'
          from pg_ts_config o where o.cfgnamespace = (select oid from n)
          union all
          select 'pg_ts_dict'::regclass, o.oid, 'TEXT_SEARCH', o.dictname::text, null, 'dictionary'
          from pg_ts_dict o where o.dictnamespace = (select oid from n)
          """;

  /**
   * Class, object, class and object that it is a part of: the rule of a view, a default, a
   * constraint, an index, the row type, an array type, the functions of a range type.
   */
  static final String PARTS =
      SCOPE
          + """

          select 'pg_class'::regclass::oid, i.indexrelid, 'pg_class'::regclass::oid, i.indrelid
          from pg_index i join pg_class c on c.oid = i.indrelid
          where c.relnamespace = (select oid from n)
          union all
          select 'pg_rewrite'::regclass, r.oid, 'pg_class'::regclass, r.ev_class
          from pg_rewrite r join pg_class c on c.oid = r.ev_class
          where c.relnamespace = (select oid from n) and r.rulename = '_RETURN'
          union all
          select 'pg_attrdef'::regclass, f.oid, 'pg_class'::regclass, f.adrelid
          from pg_attrdef f join pg_class c on c.oid = f.adrelid
          where c.relnamespace = (select oid from n)
          union all
          select 'pg_constraint'::regclass, k.oid,
            case when k.contypid = 0 then 'pg_class'::regclass else 'pg_type'::regclass end,
            case when k.contypid = 0 then k.conrelid else k.contypid end
          from pg_constraint k where k.connamespace = (select oid from n) and k.contype <> 't'
          union all
          select 'pg_type'::regclass, t.oid, 'pg_class'::regclass, t.typrelid
          from pg_type t where t.typnamespace = (select oid from n) and t.typrelid <> 0
          union all
          select 'pg_type'::regclass, t.typarray, 'pg_type'::regclass, t.oid
          from pg_type t where t.typnamespace = (select oid from n) and t.typarray <> 0
          union all
          select 'pg_type'::regclass, g.rngmultitypid, 'pg_type'::regclass, g.rngtypid
          from pg_range g join pg_type t on t.oid = g.rngtypid
          where t.typnamespace = (select oid from n)
          union all
          select d.classid, d.objid, d.refclassid, d.refobjid
          from pg_depend d join pg_type t on t.oid = d.refobjid
          where d.refclassid = 'pg_type'::regclass and d.deptype = 'i'
            and d.classid in ('pg_proc'::regclass, 'pg_cast'::regclass)
            and t.typnamespace = (select oid from n)
          """;

  /** Class, object, extension that it is a member of, whether that is in the schema. */
  static final String MEMBERS =
      """
      select d.classid, d.objid, x.extname::text,
        x.extnamespace in ('pg_catalog'::regnamespace::oid,
          (select oid from pg_namespace where nspname = ?))
      from pg_depend d join pg_extension x on x.oid = d.refobjid
      where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'
      """;

  /**
   * Class, object, class and object that it depends on, column of that or null. The parameters are
   * classes, objects, and the classes to leave out.
   */
  static final String DEPENDENCIES =
      """
      select distinct d.classid, d.objid, d.refclassid, d.refobjid, a.attname::text
      from unnest(?::oid[], ?::oid[]) as u (class, object)
        join pg_depend d on d.classid = u.class and d.objid = u.object
        left join pg_attribute a on d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0
          and a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where d.deptype in ('n', 'a', 'i') and d.refclassid <> all (?::regclass[]::oid[])
      """;

  /** Class, object, kind and name with the schema, of objects outside pg_catalog. */
  static final String ELSEWHERE =
      """
      select u.class, u.object, i.type || ' ' || i.identity
      from unnest(?::oid[], ?::oid[]) as u (class, object),
        lateral pg_identify_object(u.class, u.object, 0) as i
      where i.schema is distinct from 'pg_catalog'
      """;

  /** Class, object, column or null, comment. */
  static final String COMMENTS =
      """
      select d.classoid, d.objoid, a.attname::text, d.description
      from unnest(?::oid[], ?::oid[]) as u (class, object)
        join pg_description d on d.classoid = u.class and d.objoid = u.object
        left join pg_attribute a on d.objsubid <> 0 and a.attrelid = d.objoid
          and a.attnum = d.objsubid
      where d.classoid <> 'pg_rewrite'::regclass or d.objsubid = 0
      order by d.objoid, d.objsubid
      """;

  private ObjectQueries() {}
}
