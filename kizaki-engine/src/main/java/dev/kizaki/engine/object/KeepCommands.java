package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.Quoting;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The query that keeps what a text does not say about its objects, while they are made anew. It
 * writes that into a setting, as JSON, which {@link RestoreCommand} reads. No temporary table is
 * needed, so the role needs no right to create one.
 */
final class KeepCommands {
  private static final Section KEEP =
      new Section(
          """
          select pg_catalog.set_config(%3$s, (
            select coalesce(jsonb_agg(jsonb_build_object(
              'find', o.find, 'address', o.address, 'rights_on', o.rights_on, 'catalog', o.catalog,
          --OWNED
              'owner', pg_get_userbyid(r.owner),
          --RIGHTS
              'rights', (
                select jsonb_agg(jsonb_build_object(
                  'by', pg_get_userbyid(x.grantor),
                  'to', case x.grantee when 0 then null else pg_get_userbyid(x.grantee) end,
                  'name', x.privilege_type, 'on', x.is_grantable, 'column', a.attname
                ) order by a.attnum nulls first, x.n)
                from (
                  select null::name, null::int2, coalesce(r.acl, acldefault(r.type, r.owner))
          --COLUMNS
                  union all
                  select attname, attnum, attacl from pg_attribute where attrelid = r.relation
          --RIGHTS
                ) a (attname, attnum, acl), aclexplode(a.acl) with ordinality
                  x (grantor, grantee, privilege_type, is_grantable, n)),
          --STATE
              'state', r.state,
          --MATERIALIZED
              'populated', (
                select relispopulated from pg_class where oid = r.relation and relkind = 'm'),
          --RELATION
              'more', (
                select jsonb_agg(m.command order by m.n, m.name)
                from (
          --MATERIALIZED
                  select 1, relname, pg_get_indexdef(indexrelid)
                  from pg_index join pg_class on oid = indexrelid where indrelid = r.relation
                  union all
                  select 3, relname, format('comment on index %%s is %%L', oid::regclass, description)
                  from pg_index join pg_class on oid = indexrelid
                  join pg_description on classoid = 'pg_class'::regclass and objoid = indexrelid
                    and objsubid = 0
                  where indrelid = r.relation
          --BOTH_VIEWS
                  union all
          --VIEW
                  select 2, tgname, pg_get_triggerdef(oid)
                  from pg_trigger where tgrelid = r.relation and not tgisinternal
                  union all
                  select 2, rulename, pg_get_ruledef(oid)
                  from pg_rewrite where ev_class = r.relation and ev_type <> '1'
          --RELATION
                ) m (n, name, command)
                where o.is_namesake and m.name <> all (o.made)),
          --ALL
              'comments', (
          --NO_COLUMNS
                select jsonb_agg(jsonb_build_object('text', description))
                from pg_description where classoid = o.catalog::regclass and objoid = o.oid)
          --COLUMNS
                select jsonb_agg(jsonb_build_object('column', a.attname, 'text', d.description))
                from pg_description d left join pg_attribute a on d.objsubid > 0
                  and a.attrelid = d.objoid and a.attnum = d.objsubid
                where d.classoid = o.catalog::regclass and d.objoid = o.oid
                  or d.classoid = 'pg_class'::regclass and d.objoid = r.relation)
          --ALL
            ) order by o.n), '[]')::text
            from (values
              %1$s
            ) o (n, catalog, oid, find, address, rights_on, keeps_state, is_namesake, made)
            cross join lateral (
              %2$s
            ) r (relation, type, acl, owner, state)
          ), %4$s)""");

  private static final String ROW = "(%d, %s, %s, %s, %s, %s, %s, %s, %s::text[])";

  /** Without columns and rights. */
  private static final String NONE = "null::oid, null::\"char\", null::aclitem[], %s, %s";

  private KeepCommands() {}

  /**
   * @param pairs what is made anew, not empty
   * @param altered the addresses whose state the texts themselves set
   * @param made the names of the indexes, triggers and rules that either text makes
   */
  static String keep(
      Kept kept, List<Counterparts.Pair> pairs, Collection<String> altered, List<String> made) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < pairs.size(); i++) {
      rows.append(i == 0 ? "" : ",\n    ").append(row(i + 1, pairs.get(i), altered, made));
    }
    String facts =
        pairs.stream()
            .map(each -> CatalogRow.of(each.before()).catalog())
            .distinct()
            .map(KeepCommands::facts)
            .collect(Collectors.joining("\n    union all\n    "));
    return KEEP.of(pairs).formatted(rows, facts, kept.name(), kept.isLocal());
  }

  private static String row(
      int number, Counterparts.Pair pair, Collection<String> altered, List<String> made) {
    CatalogRow before = CatalogRow.of(pair.before());
    CatalogRow after = CatalogRow.of(pair.after());
    boolean isAltered =
        altered.contains(pair.before().address()) || altered.contains(pair.after().address());
    return ROW.formatted(
        number,
        Quoting.string(before.catalog()),
        before.find(),
        Quoting.string(after.find()),
        Quoting.string(pair.after().address()),
        Quoting.string(after.rightsOn()),
        !isAltered,
        pair.before().name().equals(pair.after().name()),
        CatalogRow.array(before.catalog().equals("pg_class") ? made : List.of()));
  }

  /** The query for what one catalog says of the object of a row. */
  private static String facts(String catalog) {
    String owner = CatalogRow.ownerColumn(catalog);
    String facts =
        switch (catalog) {
          case "pg_class" -> "oid, 'r'::\"char\", relacl, relowner, null::text";
          case "pg_proc" -> "null::oid, 'f'::\"char\", proacl, proowner, null::text";
          case "pg_type" -> "nullif(typrelid, 0), 'T'::\"char\", typacl, typowner, null::text";
          case "pg_trigger" -> state("tgenabled");
          case "pg_rewrite" -> state("ev_enabled");
          default -> NONE.formatted(owner.isEmpty() ? "null::oid" : owner, "null::text");
        };
    return "select %1$s\n    from %2$s where oid = o.oid and o.catalog = '%2$s'"
        .formatted(facts, catalog);
  }

  private static String state(String column) {
    return NONE.formatted(
        "null::oid", "case when o.keeps_state then %s::text end".formatted(column));
  }
}
