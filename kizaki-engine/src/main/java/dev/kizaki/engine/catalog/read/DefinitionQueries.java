package dev.kizaki.engine.catalog.read;

/**
 * The queries of {@link ObjectDefinitions}. Each has one parameter: the OIDs of objects, and
 * returns the OID first.
 *
 * <p>They run with the schema in the search path, since that decides how names are printed. So
 * functions are called by their full names, and operators get operands of exactly their types, for
 * which PostgreSQL takes its own.
 */
final class DefinitionQueries {
  /** OID, argument types, definition or null, name, language, whether the body is parsed. */
  static final String FUNCTIONS =
      """
      select p.oid, pg_catalog.oidvectortypes(p.proargtypes),
        case when p.prokind <> 'a'::"char" then pg_catalog.pg_get_functiondef(p.oid) end,
        pg_catalog.quote_ident(p.proname::text), l.lanname::text, p.prosqlbody is not null
      from pg_catalog.pg_proc p join pg_catalog.pg_language l on l.oid = p.prolang
      where p.oid = any (?::oid[])
      """;

  /** OID, name, options or null, columns with defaults, query. */
  static final String VIEWS =
      """
      select c.oid, pg_catalog.quote_ident(c.relname::text),
        pg_catalog.array_to_string(c.reloptions, ', '), pg_catalog.pg_get_viewdef(c.oid),
        c.relkind = 'm'::"char" and not c.relispopulated
      from pg_catalog.pg_class c where c.oid = any (?::oid[])
      """;

  /** OID of the view, its name, column, default. */
  static final String VIEW_DEFAULTS =
      """
      select c.oid, pg_catalog.quote_ident(c.relname::text),
        pg_catalog.quote_ident(a.attname::text), pg_catalog.pg_get_expr(f.adbin, f.adrelid)
      from pg_catalog.pg_class c join pg_catalog.pg_attrdef f on f.adrelid = c.oid
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = f.adnum
      where c.oid = any (?::oid[]) order by f.adnum
      """;

  /** OID of the materialized view, definition of the index, the name of the index. */
  static final String INDEXES =
      """
      select i.indrelid, pg_catalog.pg_get_indexdef(i.indexrelid)
      from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
      where i.indrelid = any (?::oid[]) order by c.relname
      """;

  /** OID, definition. */
  static final String TRIGGERS =
      """
      select g.oid, pg_catalog.pg_get_triggerdef(g.oid), pg_catalog.quote_ident(g.tgname::text),
        pg_catalog.quote_ident(c.relname::text), g.tgenabled::text
      from pg_catalog.pg_trigger g join pg_catalog.pg_class c on c.oid = g.tgrelid
      where g.oid = any (?::oid[])
      """;

  /** OID, definition. */
  static final String RULES =
      """
      select r.oid, pg_catalog.pg_get_ruledef(r.oid)
      from pg_catalog.pg_rewrite r where r.oid = any (?::oid[])
      """;

  /** OID, name, base type, collation or null, default or null, whether it refuses null. */
  static final String DOMAINS =
      """
      select t.oid, pg_catalog.quote_ident(t.typname::text),
        pg_catalog.format_type(t.typbasetype, t.typtypmod),
        case when t.typcollation <> b.typcollation then t.typcollation::regcollation::text end,
        pg_catalog.pg_get_expr(t.typdefaultbin, 0::oid), t.typnotnull
      from pg_catalog.pg_type t join pg_catalog.pg_type b on b.oid = t.typbasetype
      where t.oid = any (?::oid[])
      """;

  /** OID of the domain, name of the constraint, definition, whether it is a check. */
  static final String DOMAIN_CONSTRAINTS =
      """
      select k.contypid, pg_catalog.quote_ident(k.conname::text),
        pg_catalog.pg_get_constraintdef(k.oid), k.contype = 'c'::"char",
        k.conname::text
      from pg_catalog.pg_constraint k where k.contypid = any (?::oid[])
      order by k.contype desc, k.conname
      """;

  /** OID of the type, its name, and of each attribute the name, the type, the collation or null. */
  static final String ATTRIBUTES =
      """
      select c.oid, pg_catalog.quote_ident(c.relname::text),
        pg_catalog.quote_ident(a.attname::text),
        pg_catalog.format_type(a.atttypid, a.atttypmod),
        case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end
      from pg_catalog.pg_class c
        left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0::int2
          and not a.attisdropped
        left join pg_catalog.pg_type t on t.oid = a.atttypid
      where c.oid = any (?::oid[]) order by a.attnum
      """;

  /** OID, name, and the words after AS RANGE. */
  static final String RANGES =
      """
      select g.rngtypid, pg_catalog.quote_ident(t.typname::text),
        pg_catalog.format_type(g.rngsubtype, null),
        case when not o.opcdefault then %s end,
        case when g.rngcollation <> s.typcollation then g.rngcollation::regcollation::text end,
        %s, %s, pg_catalog.quote_ident(m.typname::text)
      from pg_catalog.pg_range g join pg_catalog.pg_type t on t.oid = g.rngtypid
        join pg_catalog.pg_type s on s.oid = g.rngsubtype
        join pg_catalog.pg_type m on m.oid = g.rngmultitypid
        join pg_catalog.pg_opclass o on o.oid = g.rngsubopc
        join pg_catalog.pg_namespace n on n.oid = o.opcnamespace
      where g.rngtypid = any (?::oid[])
      """
          .formatted(
              qualified("n.nspname", "o.opcname"),
              function("g.rngcanonical"),
              function("g.rngsubdiff"));

  /** OID, source, target, method, function or null, its argument types, context. */
  static final String CASTS =
      """
      select k.oid, pg_catalog.format_type(k.castsource, null),
        pg_catalog.format_type(k.casttarget, null), k.castmethod::text, %s,
        pg_catalog.oidvectortypes(p.proargtypes), k.castcontext::text
      from pg_catalog.pg_cast k left join pg_catalog.pg_proc p on p.oid = k.castfunc
      where k.oid = any (?::oid[])
      """
          .formatted(function("k.castfunc"));

  /** OID, name, types or null, function, commutator and negator or null, and so on. */
  static final String OPERATORS =
      """
      select o.oid, o.oprname::text,
        case when o.oprleft <> 0::oid then pg_catalog.format_type(o.oprleft, null) end,
        pg_catalog.format_type(o.oprright, null), %s, %s, %s, %s, %s, o.oprcanhash, o.oprcanmerge,
        'pg_catalog.pg_operator'::regclass::oid, o.oprcom, o.oprnegate
      from pg_catalog.pg_operator o where o.oid = any (?::oid[])
      """
          .formatted(
              function("o.oprcode"),
              operator("o.oprcom"),
              operator("o.oprnegate"),
              function("o.oprrest"),
              function("o.oprjoin"));

  /** OID, name, arguments, and then each part of the definition or null. */
  static final String AGGREGATES =
      """
      select p.oid, pg_catalog.quote_ident(p.proname::text),
        pg_catalog.pg_get_function_arguments(p.oid), a.aggkind::text, p.proparallel::text,
        %s as sfunc, pg_catalog.format_type(a.aggtranstype, null) as stype,
        nullif(a.aggtransspace, 0)::text as sspace, %s as finalfunc, a.aggfinalextra,
        a.aggfinalmodify::text, %s as combinefunc, %s as serialfunc, %s as deserialfunc,
        a.agginitval, %s as msfunc, %s as minvfunc,
        pg_catalog.format_type(nullif(a.aggmtranstype, 0::oid), null) as mstype,
        nullif(a.aggmtransspace, 0)::text as msspace, %s as mfinalfunc, a.aggmfinalextra,
        a.aggmfinalmodify::text, a.aggminitval, %s as sortop
      from pg_catalog.pg_proc p join pg_catalog.pg_aggregate a on a.aggfnoid::oid = p.oid
      where p.oid = any (?::oid[])
      """
          .formatted(
              function("a.aggtransfn"),
              function("a.aggfinalfn"),
              function("a.aggcombinefn"),
              function("a.aggserialfn"),
              function("a.aggdeserialfn"),
              function("a.aggmtransfn"),
              function("a.aggminvtransfn"),
              function("a.aggmfinalfn"),
              operator("a.aggsortop"));

  /** The name of a function, with its schema if it has to be said; null if there is none. */
  private static String function(String oid) {
    return """
    (select %s from pg_catalog.pg_proc f join pg_catalog.pg_namespace fn on fn.oid = f.pronamespace
      where f.oid = %s::oid)\
    """
        .formatted(qualified("fn.nspname", "f.proname"), oid);
  }

  /** {@code OPERATOR(schema.name)}, or null. */
  private static String operator(String oid) {
    return """
    (select 'OPERATOR('
        || case when n.nspname::text = any (pg_catalog.current_schemas(true)::text[])
          then '' else pg_catalog.quote_ident(n.nspname::text) || '.' end
        || p.oprname::text || ')'
      from pg_catalog.pg_operator p join pg_catalog.pg_namespace n on n.oid = p.oprnamespace
      where p.oid = %s)\
    """
        .formatted(oid);
  }

  private static String qualified(String schema, String name) {
    return """
    case when %1$s::text = any (pg_catalog.current_schemas(true)::text[])
      then '' else pg_catalog.quote_ident(%1$s::text) || '.' end
      || pg_catalog.quote_ident(%2$s::text)\
    """
        .formatted(schema, name);
  }

  private DefinitionQueries() {}
}
