package dev.kizaki.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server runs each derived command, and each drop removes all that its text made. */
@FullRun
final class ObjectsOnPostgresTest {
  private static final String TRIGGER_FUNCTION =
      "create function touch() returns trigger language plpgsql as $$begin return new; end$$;";

  private static final List<String> TEXTS =
      List.of(
          "create view v as select id as a from task; comment on column v.a is 'x';"
              + " alter view v set (security_barrier = true)",
          "create recursive view v (n) as select 1 union all select n + 1 from v where n < 3",
          "create view \"V \"\"w\"\".x\" as select 1 as \"a.b\"; comment on column"
              + " \"V \"\"w\"\".x\".\"a.b\" is 'x'",
          "create view größe as select 1 as \"select\"",
          "create view \"select\" as select 1",
          "create /* ; */ view -- ;\n V as select ';' as x",
          "create materialized view m as select id from task; create unique index mi on m (id);"
              + " comment on index mi is 'x'; comment on column m.id is 'y'",
          "create function f() returns int language sql as $$select 1$$;"
              + " create function f(a int) returns int language sql as 'select 1';"
              + " create function f(text default 'a,)') returns int language sql as 'select 1';"
              + " comment on function f(a int) is 'x'; alter function f() set search_path = ''",
          "create function f(double int = 3, out o text, inout p numeric(10, 2) default 1)"
              + " language sql as 'select ''a'', 1.0'",
          "create function f(a in int, variadic b character varying (3)[]) returns int language sql"
              + " as 'select 1'",
          "create function f(interval year to month, double precision, timestamp(3) with time"
              + " zone, name \"char\", date date) returns setof int language sql as 'select 1'",
          "create function f(a task.title%type, b task) returns int language sql as 'select 1'",
          "create function \"F,(\"(\"my Arg\" int[][3]) returns table (a int) begin atomic"
              + " select case when true then 1 end as end; select 2; end",
          "create procedure p(a int, out b text, inout c int) language plpgsql as"
              + " $$begin b := ';'; end$$; comment on procedure p(a int, out b text, inout c int)"
              + " is 'x'",
          "create procedure p() begin atomic end",
          "create aggregate a(int) (sfunc = int4pl, stype = int, initcond = '0');"
              + " create aggregate a(*) (sfunc = int8inc, stype = int8, initcond = '0');"
              + " create aggregate a(x float8 order by y int) (sfunc = int4pl, stype = int,"
              + " initcond = '0'); comment on aggregate a(*) is 'x'",
          TRIGGER_FUNCTION
              + "create trigger \"T \"\"on\"\"\" before insert or update of title, done on task for"
              + " each row when (new.title is null) execute function touch();"
              + " alter table task enable always trigger \"T \"\"on\"\"\"",
          TRIGGER_FUNCTION
              + "create constraint trigger t after update on task deferrable for each row execute"
              + " function touch(); comment on trigger t on task is 'x'",
          "create view v as select id from task;"
              + TRIGGER_FUNCTION
              + " create trigger t instead of update on v for each row execute function touch();"
              + " create rule r as on delete to v do instead (select 1; select 2)",
          "create rule r as on insert to task do also notify y; alter table task disable rule r",
          "create domain d as text constraint c check (value <> ''); comment on constraint c on"
              + " domain d is 'x'; create view v as select 'a'::d as a",
          "create type t as (a int, b text); comment on column t.b is 'x'",
          "create type t as range (subtype = float8)",
          "create type t as (a int); create function to_text(t) returns text language sql as"
              + " 'select ''a'''; create cast (t as text) with function to_text(t);"
              + " comment on cast (t as text) is 'x'",
          "create operator <+> (function = int4pl, leftarg = int, rightarg = int, commutator = <+>);"
              + " create operator !! (function = int4abs, rightarg = int);"
              + " comment on operator <+> (int, int) is 'x'",
          "create operator family of using btree; create operator class oc for type int using"
              + " btree family of as operator 1 <, operator 2 <=, operator 3 =, operator 4 >=,"
              + " operator 5 >, function 1 btint4cmp(int, int);"
              + " create operator class oc2 for type int using btree as operator 1 <, operator 2"
              + " <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(int, int)",
          "create collation c (provider = icu, locale = 'de'); comment on collation c is 'x'",
          "create text search dictionary td (template = simple); create text search configuration"
              + " tc (copy = simple); alter text search configuration tc alter mapping for"
              + " word with td",
          "create statistics st (ndistinct) on title, done from task",
          "create function e() returns event_trigger language plpgsql as 'begin end'; create event"
              + " trigger et on ddl_command_end execute function e();"
              + " comment on event trigger et is 'x'");

  /** How many rows each catalog has that the texts can add to. */
  private static final String COUNTS =
      "select string_agg(format('%s %s', n, c), ', ') from ("
          + "select 'class', count(*) from pg_class union all select 'proc', count(*) from pg_proc"
          + " union all select 'type', count(*) from pg_type"
          + " union all select 'trigger', count(*) from pg_trigger"
          + " union all select 'rewrite', count(*) from pg_rewrite"
          + " union all select 'cast', count(*) from pg_cast"
          + " union all select 'operator', count(*) from pg_operator"
          + " union all select 'opclass', count(*) from pg_opclass"
          + " union all select 'opfamily', count(*) from pg_opfamily"
          + " union all select 'collation', count(*) from pg_collation"
          + " union all select 'config', count(*) from pg_ts_config"
          + " union all select 'dict', count(*) from pg_ts_dict"
          + " union all select 'statistic', count(*) from pg_statistic_ext"
          + " union all select 'event', count(*) from pg_event_trigger"
          + " union all select 'description', count(*) from pg_description) as x (n, c)";

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void eachTextIsMadeReplacedMadeAnewAndDropped(int major) throws Exception {
    try (ObjectDatabase database = new ObjectDatabase(major)) {
      for (String text : TEXTS) {
        ObjectScript script = ObjectScript.of(text);
        assertThat(script.problem()).as(text).isEmpty();
        List<String> drop = script.dropCommands().orElseThrow();
        List<String> before = database.rows(COUNTS);
        database.inTransactionOfSuperuser(
            script.commands().stream().map(ObjectCommand::text).toList());
        List<String> made = database.rows(COUNTS);
        assertThat(made).as(text).isNotEqualTo(before);
        Optional<List<String>> replace = script.replaceCommands();
        if (replace.isPresent()) {
          database.inTransactionOfSuperuser(replace.get());
          assertThat(database.rows(COUNTS)).as(text).isEqualTo(made);
        }
        database.inTransactionOfSuperuser(MadeAnew.commands(script, drop, script));
        assertThat(database.rows(COUNTS)).as(text).isEqualTo(made);
        database.inTransactionOfSuperuser(drop);
        assertThat(database.rows(COUNTS)).as(text).isEqualTo(before);
      }
    }
  }
}
