package dev.kizaki.engine.object;

import java.util.List;

/** The block that gives objects that were made anew what {@link KeepCommands} kept. */
final class RestoreCommand {
  /**
   * Rights are given by the role that gave them where the session can take that role and it still
   * may give them, else by the owner. What belongs to a column that is gone is left out.
   */
  private static final Section TEXT =
      new Section(
          """
          do $kizaki$
          declare
            kept record;
          --ENTRIES
            entry record;
          --ALL
            object oid;
          --COLUMNS
            relation oid;
          --RIGHTS
            present jsonb;
            giver text;
            own_role constant text := current_setting('role');
            can_become constant text :=
              case when current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end;
          --ALL
          begin
            for kept in
              select * from jsonb_to_recordset(
                  coalesce(nullif(current_setting('kizaki.kept', true), ''), '[]')::jsonb) as k (
                find text, address text, rights_on text, catalog text, owner text, rights jsonb,
                comments jsonb, state text, populated boolean, more jsonb)
            loop
              execute 'select ' || kept.find into object;
              continue when object is null;
          --COLUMNS
              relation := case kept.catalog
                when 'pg_class' then object
                when 'pg_type' then (select nullif(typrelid, 0) from pg_type where oid = object)
              end;
          --MATERIALIZED
              if kept.populated
                  and (select not relispopulated from pg_class where oid = relation) then
                execute 'refresh ' || kept.address;
              end if;
          --RELATION
              for entry in select value as command from jsonb_array_elements_text(kept.more) loop
                begin
                  execute entry.command;
                exception when undefined_column or undefined_table then
                  raise warning 'not restored: %: %', entry.command, sqlerrm;
                end;
              end loop;
          --NO_COLUMNS
              if kept.comments is not null and obj_description(object, kept.catalog) is null then
                execute format('comment on %s is %L', kept.address, kept.comments #>> '{0,text}');
              end if;
          --COLUMNS
              for entry in
                select c.*, d.description is null as is_free, a.attnum is not null as has_column
                from jsonb_to_recordset(kept.comments) as c ("column" name, "text" text)
                left join pg_attribute a on a.attrelid = relation and a.attname = c."column"
                  and not a.attisdropped
                left join pg_description d on d.objsubid = coalesce(a.attnum, 0)
                  and d.objoid = case when a.attnum is null then object else relation end
                  and d.classoid =
                    case when a.attnum is null then kept.catalog else 'pg_class' end::regclass
              loop
                if entry.is_free and entry."column" is null then
                  execute format('comment on %s is %L', kept.address, entry."text");
                elsif entry.is_free and entry.has_column then
                  execute format(
                    'comment on column %s.%I is %L', relation::regclass, entry."column", entry."text");
                end if;
              end loop;
          --STATE
              for entry in
          --TRIGGER
                select tgrelid::regclass as relation, 'trigger' as kind, tgname as name
                from pg_trigger
                where oid = object and kept.catalog = 'pg_trigger' and tgenabled::text <> kept.state
          --BOTH_STATES
                union all
          --RULE
                select ev_class::regclass as relation, 'rule' as kind, rulename as name
                from pg_rewrite
                where oid = object and kept.catalog = 'pg_rewrite' and ev_enabled::text <> kept.state
          --STATE
              loop
                execute format('alter table %s %s %s %I', entry.relation,
                  case kept.state when 'D' then 'disable' when 'R' then 'enable replica'
                    when 'A' then 'enable always' else 'enable' end, entry.kind, entry.name);
              end loop;
          --OWNED
              if kept.owner <> current_user then
                execute format('alter %s owner to %I', kept.address, kept.owner);
              end if;
          --RIGHTS
              select jsonb_agg(jsonb_build_object(
                'by', pg_get_userbyid(x.grantor),
                'to', case x.grantee when 0 then null else pg_get_userbyid(x.grantee) end,
                'name', x.privilege_type, 'on', x.is_grantable, 'column', null) order by x.n)
              into present
              from aclexplode(case kept.catalog
          --RELATION
                when 'pg_class' then (
                  select coalesce(relacl, acldefault('r', relowner)) from pg_class where oid = object)
          --ROUTINE
                when 'pg_proc' then (
                  select coalesce(proacl, acldefault('f', proowner)) from pg_proc where oid = object)
          --TYPE
                when 'pg_type' then (
                  select coalesce(typacl, acldefault('T', typowner)) from pg_type where oid = object)
          --RIGHTS
              end) with ordinality x (grantor, grantee, privilege_type, is_grantable, n);
              continue when kept.rights_on = '' or kept.rights is not distinct from present;
              if kept.owner <> current_user then
                perform set_config('role', kept.owner, true);
              end if;
              for entry in
                select distinct value ->> 'to' as grantee from jsonb_array_elements(present)
              loop
                execute format('revoke all on %s from %s', kept.rights_on,
                  coalesce(quote_ident(entry.grantee), 'public'));
              end loop;
              for entry in
                select * from jsonb_to_recordset(kept.rights) as g (
                  "by" text, "to" text, name text, "on" boolean, "column" name)
              loop
          --COLUMNS
                continue when entry."column" is not null and not exists (
                  select from pg_attribute
                  where attrelid = relation and attname = entry."column" and not attisdropped);
          --RIGHTS
                giver := case
                  when entry."by" <> kept.owner
                    and pg_has_role(session_user, entry."by", can_become)
                    and has_schema_privilege(entry."by", current_schema(), 'USAGE')
                    and case
          --COLUMNS
                      when entry."column" is not null then has_column_privilege(
                        entry."by", object, entry."column", entry.name || ' with grant option')
          --RELATION
                      when kept.catalog = 'pg_class' then has_table_privilege(
                        entry."by", object, entry.name || ' with grant option')
          --ROUTINE
                      when kept.catalog = 'pg_proc' then has_function_privilege(
                        entry."by", object, entry.name || ' with grant option')
          --TYPE
                      when kept.catalog = 'pg_type' then has_type_privilege(
                        entry."by", object, entry.name || ' with grant option')
          --RIGHTS
                    end
                  then entry."by" else kept.owner end;
                if giver <> current_user then
                  perform set_config('role', giver, true);
                end if;
                execute format('grant %s%s on %s to %s%s', entry.name,
                  coalesce(' (' || quote_ident(entry."column") || ')', ''), kept.rights_on,
                  coalesce(quote_ident(entry."to"), 'public'),
                  case when entry."on" then ' with grant option' else '' end);
              end loop;
              perform set_config('role', own_role, true);
          --ALL
            end loop;
            perform set_config('kizaki.kept', '', is_local);
          end $kizaki$""");

  private RestoreCommand() {}

  /**
   * @param pairs what is made anew, not empty
   */
  static String of(Kept kept, List<Counterparts.Pair> pairs) {
    return TEXT.of(pairs).replace("'kizaki.kept'", kept.name()).replace("is_local", kept.isLocal());
  }
}
