package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlBuilder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The queries of what PostgreSQL prints of an object that SQL makes. The state of a trigger, the
 * owner, rights and comments are no part of it. None of them fails if there is no such object.
 */
final class ObjectFormQueries {
  private static final String NONE = "none";

  /** Options and defaults stand behind the query, as comments of SQL. */
  private static final String VIEW =
      """
      SELECT pg_catalog.pg_get_viewdef(c.oid) \
      || coalesce(chr(10) || '-- with (' || pg_catalog.array_to_string(c.reloptions, ', ') || ')', '') \
      || coalesce((SELECT pg_catalog.string_agg(chr(10) || '-- default of ' || a.attname || ': ' \
      || pg_catalog.pg_get_expr(d.adbin, d.adrelid), '' ORDER BY d.adnum) \
      FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a \
      ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE d.adrelid = c.oid), '') \
      FROM pg_catalog.pg_class c WHERE c.relkind = '%s' AND c.relnamespace = %s AND c.relname =\
      """;

  private static final String ROUTINE =
      "SELECT pg_catalog.pg_get_functiondef(p.oid) FROM pg_catalog.pg_proc p WHERE p.prokind <> 'a'"
          + " AND";

  private static final String AGGREGATE =
      """
      SELECT pg_catalog.concat_ws(chr(10), pg_catalog.pg_get_function_arguments(p.oid), \
      'kind ' || a.aggkind::text, 'parallel ' || p.proparallel::text, 'sfunc ' || a.aggtransfn, \
      'stype ' || pg_catalog.format_type(a.aggtranstype, NULL), 'sspace ' || a.aggtransspace, \
      'finalfunc ' || a.aggfinalfn, 'finalfunc_extra ' || a.aggfinalextra, \
      'finalfunc_modify ' || a.aggfinalmodify::text, 'combinefunc ' || a.aggcombinefn, \
      'serialfunc ' || a.aggserialfn, 'deserialfunc ' || a.aggdeserialfn, \
      'initcond ' || a.agginitval, 'msfunc ' || a.aggmtransfn, 'minvfunc ' || a.aggminvtransfn, \
      'mstype ' || pg_catalog.format_type(nullif(a.aggmtranstype, 0), NULL), \
      'mfinalfunc ' || a.aggmfinalfn, 'minitcond ' || a.aggminitval, \
      'sortop ' || a.aggsortop::pg_catalog.regoper) \
      FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid WHERE\
      """;

  private static final String TRIGGER =
      """
      SELECT pg_catalog.pg_get_triggerdef(g.oid) \
      FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid \
      WHERE c.relnamespace = %s AND g.tgname = %s AND c.relname =\
      """;

  private static final String RULE =
      """
      SELECT pg_catalog.pg_get_ruledef(r.oid) \
      FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class \
      WHERE c.relnamespace = %s AND r.rulename = %s AND c.relname =\
      """;

  private static final String EVENT_TRIGGER =
      """
      SELECT pg_catalog.concat_ws(' ', evtevent, evtfoid::pg_catalog.regproc, evttags) \
      FROM pg_catalog.pg_event_trigger WHERE evtname =\
      """;

  private static final String DOMAIN =
      """
      SELECT pg_catalog.concat_ws(chr(10), pg_catalog.format_type(t.typbasetype, t.typtypmod) \
      || CASE WHEN t.typcollation <> b.typcollation \
      THEN ' COLLATE ' || t.typcollation::pg_catalog.regcollation ELSE '' END, \
      'DEFAULT ' || pg_catalog.pg_get_expr(t.typdefaultbin, 0), \
      CASE WHEN t.typnotnull THEN 'NOT NULL' END, (\
      SELECT pg_catalog.string_agg('CONSTRAINT ' || k.conname || ' ' \
      || pg_catalog.pg_get_constraintdef(k.oid), chr(10) ORDER BY k.conname) \
      FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')) \
      FROM pg_catalog.pg_type t JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype \
      WHERE t.typtype = 'd' AND t.typnamespace = %s AND t.typname =\
      """;

  private static final String TYPE =
      """
      SELECT coalesce(CASE t.typtype WHEN 'c' THEN (\
      SELECT pg_catalog.string_agg(a.attname || ' ' \
      || pg_catalog.format_type(a.atttypid, a.atttypmod), chr(10) ORDER BY a.attnum) \
      FROM pg_catalog.pg_attribute a \
      WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) \
      WHEN 'r' THEN (\
      SELECT pg_catalog.concat_ws(chr(10), 'subtype ' || pg_catalog.format_type(g.rngsubtype, NULL), \
      'subtype_opclass ' || o.opcname, 'canonical ' || g.rngcanonical, \
      'subtype_diff ' || g.rngsubdiff) FROM pg_catalog.pg_range g \
      JOIN pg_catalog.pg_opclass o ON o.oid = g.rngsubopc WHERE g.rngtypid = t.oid) \
      ELSE pg_catalog.concat_ws(chr(10), 'input ' || t.typinput, 'output ' || t.typoutput, \
      'receive ' || t.typreceive, 'send ' || t.typsend, 'internallength ' || t.typlen, \
      'alignment ' || t.typalign::text, 'storage ' || t.typstorage::text, 'category ' || t.typcategory::text, \
      'default ' || t.typdefault) END, '') \
      FROM pg_catalog.pg_type t WHERE t.typtype <> 'e' AND t.typnamespace = %s AND t.typname =\
      """;

  private static final String CAST =
      """
      SELECT pg_catalog.concat_ws(' ', k.castmethod, k.castcontext, \
      nullif(k.castfunc, 0)::pg_catalog.regprocedure) FROM pg_catalog.pg_cast k \
      WHERE k.castsource = %s AND k.casttarget =\
      """;

  private static final String OPERATOR =
      """
      SELECT pg_catalog.concat_ws(chr(10), 'function ' || o.oprcode, \
      'commutator ' || nullif(o.oprcom, 0)::pg_catalog.regoperator, \
      'negator ' || nullif(o.oprnegate, 0)::pg_catalog.regoperator, 'restrict ' || o.oprrest, \
      'join ' || o.oprjoin, 'hashes ' || o.oprcanhash, 'merges ' || o.oprcanmerge) \
      FROM pg_catalog.pg_operator o \
      WHERE o.oprnamespace = %s AND o.oprleft = %s AND o.oprright = %s AND o.oprname =\
      """;

  private static final String MEMBERS =
      """
      (SELECT pg_catalog.string_agg('operator ' || p.amopstrategy || ' ' \
      || p.amopopr::pg_catalog.regoperator, chr(10) \
      ORDER BY p.amopstrategy, p.amopopr::pg_catalog.regoperator::text) \
      FROM pg_catalog.pg_amop p WHERE p.amopfamily = f.oid), \
      (SELECT pg_catalog.string_agg('function ' || p.amprocnum || ' ' \
      || p.amproc::pg_catalog.regprocedure, chr(10) \
      ORDER BY p.amprocnum, p.amproc::pg_catalog.regprocedure::text) \
      FROM pg_catalog.pg_amproc p WHERE p.amprocfamily = f.oid)\
      """;

  private static final String OPERATOR_CLASS =
      """
      SELECT pg_catalog.concat_ws(chr(10), 'type ' || pg_catalog.format_type(o.opcintype, NULL), \
      'default ' || o.opcdefault, 'family ' || f.opfname, %s) \
      FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_opfamily f ON f.oid = o.opcfamily \
      JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod \
      WHERE o.opcnamespace = %s AND m.amname = %s AND o.opcname =\
      """;

  private static final String OPERATOR_FAMILY =
      """
      SELECT pg_catalog.concat_ws(chr(10), m.amname, %s) FROM pg_catalog.pg_opfamily f \
      JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod \
      WHERE f.opfnamespace = %s AND m.amname = %s AND f.opfname =\
      """;

  private static final String COLLATION =
      """
      SELECT pg_catalog.min(pg_catalog.concat_ws(' ', collprovider, collcollate, collctype, \
      collisdeterministic)) FROM pg_catalog.pg_collation WHERE collnamespace = %s AND collname =\
      """;

  private static final String CONFIGURATION =
      """
      SELECT pg_catalog.concat_ws(chr(10), p.prsname, (\
      SELECT pg_catalog.string_agg(m.maptokentype || ' ' || m.mapdict::pg_catalog.regdictionary, \
      chr(10) ORDER BY m.maptokentype, m.mapseqno) \
      FROM pg_catalog.pg_ts_config_map m WHERE m.mapcfg = c.oid)) \
      FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser \
      WHERE c.cfgnamespace = %s AND c.cfgname =\
      """;

  private static final String DICTIONARY =
      """
      SELECT pg_catalog.concat_ws(chr(10), t.tmplname, d.dictinitoption) \
      FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate \
      WHERE d.dictnamespace = %s AND d.dictname =\
      """;

  private static final String PARSER =
      """
      SELECT pg_catalog.concat_ws(chr(10), prsstart, prstoken, prsend, prsheadline, prslextype) \
      FROM pg_catalog.pg_ts_parser WHERE prsnamespace = %s AND prsname =\
      """;

  private static final String TEMPLATE =
      """
      SELECT pg_catalog.concat_ws(chr(10), tmplinit, tmpllexize) \
      FROM pg_catalog.pg_ts_template WHERE tmplnamespace = %s AND tmplname =\
      """;

  private static final String STATISTICS =
      """
      SELECT pg_catalog.pg_get_statisticsobjdef(oid) FROM pg_catalog.pg_statistic_ext \
      WHERE stxnamespace = %s AND stxname =\
      """;

  private final String namespace;

  /**
   * @param schema the PostgreSQL schema that holds the tables
   */
  ObjectFormQueries(String schema) {
    this.namespace =
        "(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = %s)"
            .formatted(Quoting.string(schema));
  }

  /** The query: one row with one column, or no row. */
  SqlBuilder of(MadeObject made) {
    String on = made.on().map(Quoting::string).orElse("NULL");
    String name = Quoting.string(made.name());
    return switch (made.kind()) {
      case VIEW -> sql(VIEW.formatted("v", namespace)).words(name);
      case MATERIALIZED_VIEW -> sql(VIEW.formatted("m", namespace)).words(name);
      case FUNCTION, PROCEDURE -> sql(ROUTINE).words(routine(made));
      case AGGREGATE -> sql(AGGREGATE).words(routine(made));
      case TRIGGER, CONSTRAINT_TRIGGER -> sql(TRIGGER.formatted(namespace, name)).words(on);
      case RULE -> sql(RULE.formatted(namespace, name)).words(on);
      case EVENT_TRIGGER -> sql(EVENT_TRIGGER).words(name);
      case DOMAIN -> sql(DOMAIN.formatted(namespace)).words(name);
      case TYPE -> sql(TYPE.formatted(namespace)).words(name);
      case CAST ->
          sql(CAST.formatted(type(made.arguments().get(0)))).words(type(made.arguments().get(1)));
      case OPERATOR ->
          sql(OPERATOR.formatted(
                  namespace, type(made.arguments().get(0)), type(made.arguments().get(1))))
              .words(name);
      case OPERATOR_CLASS -> sql(OPERATOR_CLASS.formatted(MEMBERS, namespace, on)).words(name);
      case OPERATOR_FAMILY -> sql(OPERATOR_FAMILY.formatted(MEMBERS, namespace, on)).words(name);
      case COLLATION -> sql(COLLATION.formatted(namespace)).words(name);
      case TEXT_SEARCH_CONFIGURATION -> sql(CONFIGURATION.formatted(namespace)).words(name);
      case TEXT_SEARCH_DICTIONARY -> sql(DICTIONARY.formatted(namespace)).words(name);
      case TEXT_SEARCH_PARSER -> sql(PARSER.formatted(namespace)).words(name);
      case TEXT_SEARCH_TEMPLATE -> sql(TEMPLATE.formatted(namespace)).words(name);
      case STATISTICS -> sql(STATISTICS.formatted(namespace)).words(name);
    };
  }

  /** Only commands can name a type as that of a column; then the name has to be the only one. */
  private String routine(MadeObject made) {
    List<String> types = made.inputTypes();
    String named =
        "p.pronamespace = %s AND p.proname = %s".formatted(namespace, Quoting.string(made.name()));
    String chosen =
        types.stream().anyMatch(each -> each.contains("%"))
            ? "(SELECT pg_catalog.count(*) FROM pg_catalog.pg_proc q WHERE q.pronamespace ="
                + " p.pronamespace AND q.proname = p.proname) = 1"
            : "ARRAY(SELECT u.t FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY u (t, n)"
                + " ORDER BY u.n) = ARRAY["
                + types.stream().map(ObjectFormQueries::type).collect(Collectors.joining(", "))
                + "]::pg_catalog.oid[]";
    return named + " AND " + chosen;
  }

  private static String type(String type) {
    return type.equalsIgnoreCase(NONE)
        ? "0"
        : "pg_catalog.to_regtype(%s)::pg_catalog.oid".formatted(Quoting.string(type));
  }
}
