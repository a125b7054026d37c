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
  private static final String KEEP =
      """
      select pg_catalog.set_config(%3$s, (
        select coalesce(jsonb_agg(jsonb_build_object(
          'find', o.find, 'address', o.address, 'rights_on', o.rights_on, 'catalog', o.catalog,
          'owner', pg_get_userbyid(r.owner),
          'rights', (
            select jsonb_agg(jsonb_build_object(
              'by', pg_get_userbyid(x.grantor),
              'to', case x.grantee when 0 then null else pg_get_userbyid(x.grantee) end,
              'name', x.privilege_type, 'on', x.is_grantable, 'column', a.attname
            ) order by a.attnum nulls first, x.n)
            from (
              select null::name, null::int2, coalesce(r.acl, acldefault(r.type, r.owner))
              union all
              select attname, attnum, attacl from pg_attribute where attrelid = r.relation
            ) a (attname, attnum, acl), aclexplode(a.acl) with ordinality
              x (grantor, grantee, privilege_type, is_grantable, n)),
          'comments', (
            select jsonb_agg(jsonb_build_object('column', a.attname, 'text', d.description))
            from pg_description d left join pg_attribute a on d.objsubid > 0
              and a.attrelid = d.objoid and a.attnum = d.objsubid
            where d.classoid = o.catalog::regclass and d.objoid = o.oid
              or d.classoid = 'pg_class'::regclass and d.objoid = r.relation),
          'state', r.state,
          'populated', (
            select relispopulated from pg_class where oid = r.relation and relkind = 'm'),
          'more', (
            select jsonb_agg(m.command order by m.n, m.name)
            from (
              select 1, relname, pg_get_indexdef(indexrelid)
              from pg_index join pg_class on oid = indexrelid where indrelid = r.relation
              union all
              select 2, tgname, pg_get_triggerdef(oid)
              from pg_trigger where tgrelid = r.relation and not tgisinternal
              union all
              select 2, rulename, pg_get_ruledef(oid)
              from pg_rewrite where ev_class = r.relation and ev_type <> '1'
              union all
              select 3, relname, format('comment on index %%s is %%L', oid::regclass, description)
              from pg_index join pg_class on oid = indexrelid
              join pg_description on classoid = 'pg_class'::regclass and objoid = indexrelid
                and objsubid = 0
              where indrelid = r.relation
            ) m (n, name, command)
            where o.is_namesake and m.name <> all (o.made))
        ) order by o.n), '[]')::text
        from (values
          %s
        ) o (n, catalog, oid, find, address, rights_on, keeps_state, is_namesake, made)
        cross join lateral (
          select
            case o.catalog
              when 'pg_class' then o.oid
              when 'pg_type' then (select nullif(typrelid, 0) from pg_type where oid = o.oid)
            end,
            case o.catalog
              when 'pg_class' then 'r' when 'pg_proc' then 'f' when 'pg_type' then 'T'
            end::"char",
            case o.catalog
              when 'pg_class' then (select relacl from pg_class where oid = o.oid)
              when 'pg_proc' then (select proacl from pg_proc where oid = o.oid)
              when 'pg_type' then (select typacl from pg_type where oid = o.oid)
            end,
            case o.catalog
              %s
            end,
            case when o.keeps_state then (
              select tgenabled::text from pg_trigger where oid = o.oid and o.catalog = 'pg_trigger'
              union all
              select ev_enabled::text from pg_rewrite where oid = o.oid and o.catalog = 'pg_rewrite'
            ) end
        ) r (relation, type, acl, owner, state)
        where o.oid is not null
      ), %4$s)""";

  private static final String ROW = "(%d, %s, %s, %s, %s, %s, %s, %s, %s::text[])";

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
    String owners =
        pairs.stream()
            .map(each -> CatalogRow.of(each.before()).catalog())
            .distinct()
            .map(KeepCommands::owner)
            .collect(Collectors.joining("\n        "));
    return KEEP.formatted(rows, owners, kept.name(), kept.isLocal());
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

  private static String owner(String catalog) {
    String column = CatalogRow.ownerColumn(catalog);
    return "when '%1$s' then %2$s"
        .formatted(
            catalog,
            column.isEmpty()
                ? "null::oid"
                : "(select %s from %s where oid = o.oid)".formatted(column, catalog));
  }
}
