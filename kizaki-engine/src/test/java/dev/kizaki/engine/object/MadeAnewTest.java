package dev.kizaki.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done by hand to objects is still there after they were made anew. */
@FullRun
final class MadeAnewTest {
  private static final String ALL =
      """
      create view v as select id, title from task;
      create view "V ""2"".x" as select id as "I d" from task;
      create materialized view m as select id, title from task with no data;
      create unique index m_declared on m (id);
      create function f(a int, b text default 'x', out c int) returns int language sql as 'select 1';
      create function f(a text) returns int language sql as 'select 1';
      create function "F'2"(variadic a numeric(3)[]) returns int begin atomic select 1; end;
      create procedure p(a int, inout b text) language plpgsql as 'begin b := 1; end';
      create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0');
      create aggregate pct(float8 order by int) (sfunc = int4pl, stype = int, initcond = '0');
      create function touch() returns trigger language plpgsql as 'begin return new; end';
      create trigger t1 before update on task for each row execute function touch();
      create constraint trigger t2 after update on task for each row execute function touch();
      create trigger t3 before update on task for each row execute function touch();
      alter table task enable always trigger t3;
      create rule r1 as on delete to task do also notify x;
      create domain d as text check (value <> '');
      create type pair as (a int, b text);
      create type span as range (subtype = float8);
      create function eq(pair, pair) returns boolean language sql as 'select true';
      create operator <=> (function = eq, leftarg = pair, rightarg = pair);
      create function to_text(pair) returns text language sql as 'select ''''';
      create cast (pair as text) with function to_text(pair);
      comment on view v is 'declared';
      """;

  /** What other objects use, so that it cannot be dropped alone. */
  private static final Set<String> USED = Set.of("touch", "eq", "to_text", "pair");

  private static final List<String> BY_HAND =
      List.of(
          "grant select on v to \"#reader\"",
          "grant select, insert on v to \"#giver\" with grant option",
          "grant update (title, id), select (title) on v to \"#reader\" with grant option",
          "grant select on \"V \"\"2\"\".x\" to public",
          "grant update (\"I d\") on \"V \"\"2\"\".x\" to \"#reader\"",
          "comment on column \"V \"\"2\"\".x\".\"I d\" is 'it''s'",
          "comment on column v.title is 'a title'",
          "comment on view \"V \"\"2\"\".x\" is 'by hand'",
          "grant select on m to \"#reader\"",
          "refresh materialized view m",
          "create index \"M by hand\" on m (lower(title)) where id > 0",
          "comment on index \"M by hand\" is 'fast'",
          "comment on materialized view m is 'm'",
          "revoke all on function f(int, text) from public",
          "grant execute on function f(int, text) to \"#reader\"",
          "comment on function f(text) is 'of text'",
          "revoke all on function \"F'2\"(numeric[]) from public, \"#app\"",
          "comment on function \"F'2\"(numeric[]) is 'f2'",
          "grant execute on procedure p(int, text) to \"#reader\"",
          "comment on procedure p(int, text) is 'p'",
          "grant execute on function total(int) to \"#reader\"",
          "comment on aggregate total(int) is 'total'",
          "comment on aggregate pct(float8 order by int) is 'pct'",
          "alter aggregate pct(float8 order by int) owner to \"#owner\"",
          "alter table task disable trigger t1",
          "alter table task enable replica trigger t2",
          "alter table task disable rule r1",
          "comment on trigger t1 on task is 't1'",
          "comment on trigger t2 on task is 't2'",
          "comment on rule r1 on task is 'r1'",
          "revoke usage on type d from public",
          "comment on domain d is 'd'",
          "grant usage on type pair to \"#reader\"",
          "comment on type pair is 'p'",
          "comment on column pair.b is 'pb'",
          "comment on type span is 's'",
          "comment on operator <=> (pair, pair) is 'o'",
          "comment on cast (pair as text) is 'c'",
          "create trigger by_hand instead of update on v for each row execute function"
              + " suppress_redundant_updates_trigger()",
          "create rule rule_by_hand as on delete to v do instead nothing",
          "set role \"#giver\"",
          "grant select on v to \"#reader\", \"#stranger\"",
          "grant insert on v to \"#owner\"",
          "reset role",
          "alter function f(text) owner to \"#owner\"",
          "alter view v owner to \"#owner\"",
          "alter materialized view m owner to \"#owner\"",
          "alter domain d owner to \"#owner\"",
          "alter operator <=> (pair, pair) owner to \"#owner\"",
          "set role \"#owner\"",
          "revoke insert, truncate on v from \"#owner\"",
          "reset role");

  private static void create(ObjectDatabase database, String text) throws Exception {
    ObjectScript script = ObjectScript.of(text);
    assertThat(script.problem()).isEmpty();
    for (ObjectCommand command : script.commands()) {
      database.asRole(command.text());
    }
  }

  private static List<String> madeAnew(String old, String now) {
    ObjectScript script = ObjectScript.of(old);
    return MadeAnew.commands(script, script.dropCommands().orElseThrow(), ObjectScript.of(now));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatIsDoneByHandIsKept(int major) throws Exception {
    try (ObjectDatabase database = new ObjectDatabase(major)) {
      create(database, ALL);
      for (String command : BY_HAND) {
        database.asRole(command);
      }
      List<String> state = database.state();
      database.inTransaction(madeAnew(ALL, ALL));
      assertThat(database.state()).isEqualTo(state);
      assertThat(database.roleOfSession()).isEqualTo("#app");
      database.inTransactionOfSuperuser(madeAnew(ALL, ALL));
      assertThat(database.state()).isEqualTo(state);
    }
  }

  /** The commands for one object have only the parts that its kind needs. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatIsDoneByHandIsKeptOfEachObjectAlone(int major) throws Exception {
    try (ObjectDatabase database = new ObjectDatabase(major)) {
      create(database, ALL);
      for (String command : BY_HAND) {
        database.asRole(command);
      }
      List<String> state = database.state();
      Set<ObjectKind> tried = EnumSet.noneOf(ObjectKind.class);
      for (ObjectCommand command : ObjectScript.of(ALL).commands()) {
        List<MadeObject> made = ObjectScript.of(command.text()).madeNames();
        if (made.size() == 1 && !USED.contains(made.get(0).name())) {
          database.inTransaction(madeAnew(command.text(), command.text()));
          assertThat(database.state()).as(command.text()).isEqualTo(state);
          tried.add(made.get(0).kind());
        }
      }
      assertThat(tried)
          .contains(
              ObjectKind.VIEW,
              ObjectKind.MATERIALIZED_VIEW,
              ObjectKind.FUNCTION,
              ObjectKind.PROCEDURE,
              ObjectKind.AGGREGATE,
              ObjectKind.TRIGGER,
              ObjectKind.CONSTRAINT_TRIGGER,
              ObjectKind.RULE,
              ObjectKind.DOMAIN,
              ObjectKind.TYPE,
              ObjectKind.CAST,
              ObjectKind.OPERATOR);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatBelongsToAColumnThatIsGoneIsLeftOut(int major) throws Exception {
    String old =
        "create view v as select id, title from task; comment on column v.id is 'declared';"
            + "create materialized view m as select id, title from task;"
            + "create index declared on m (id)";
    String now =
        "create view v as select id from task; create materialized view m as select id from task";
    try (ObjectDatabase database = new ObjectDatabase(major)) {
      create(database, old);
      for (String command :
          List.of(
              "comment on column v.title is 'gone'",
              "grant select (id, title) on v to \"#reader\"",
              "create index by_hand on m (id)",
              "create index gone on m (title)",
              "comment on index gone is 'gone'")) {
        database.asRole(command);
      }
      database.inTransaction(madeAnew(old, now));
      assertThat(
              database.rows(
                  "select relname from pg_class where relkind = 'i' and relnamespace ="
                      + " 's'::regnamespace order by 1"))
          .containsExactly("by_hand", "task_pkey");
      assertThat(
              database.rows(
                  "select concat_ws(' ', attname, attacl[1], col_description(attrelid, attnum)) from"
                      + " pg_attribute where attrelid = 's.v'::regclass and attnum > 0"))
          .containsExactly(database.named("id \"#reader\"=r/\"#app\"").replace("\"", ""));
    }
  }

  /** What has another name or other arguments takes the place of what was there. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void rightsGoToWhatTakesThePlace(int major) throws Exception {
    String old =
        "create view v as select id from task; create function f(a task.id%type) returns int"
            + " language sql as 'select 1'";
    String now =
        "create materialized view w as select id from task; create function f(a text, b int)"
            + " returns int language sql as 'select 1'";
    try (ObjectDatabase database = new ObjectDatabase(major)) {
      create(database, old);
      database.asRole("grant select on v to \"#reader\"");
      database.asRole("grant execute on function f(int) to \"#reader\"");
      database.asRole("comment on function f(int) is 'kept'");
      database.inTransaction(madeAnew(old, now));
      assertThat(database.state())
          .anyMatch(each -> each.startsWith("pg_class w") && each.contains("#reader=r/#app"))
          .anyMatch(
              each ->
                  each.startsWith("pg_proc f(text,integer)")
                      && each.contains("#reader=X/#app")
                      && each.contains("kept"));
      database.inTransaction(madeAnew(now, old));
      assertThat(database.state())
          .anyMatch(each -> each.startsWith("pg_class v") && each.contains("#reader=r/#app"))
          .anyMatch(
              each -> each.startsWith("pg_proc f(integer)") && each.contains("#reader=X/#app"));
    }
  }

  /** Default privileges that came later do not add rights. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void rightsAreNotMore(int major) throws Exception {
    String text = "create view v as select id from task; create domain d as int";
    try (ObjectDatabase database = new ObjectDatabase(major)) {
      create(database, text);
      database.asRole("alter default privileges in schema s grant select on tables to \"#reader\"");
      List<String> before = database.rows("select has_table_privilege('#reader', 's.v', 'select')");
      database.inTransaction(madeAnew(text, text));
      assertThat(before).containsExactly("f");
      assertThat(database.rows("select has_table_privilege('#reader', 's.v', 'select')"))
          .containsExactly("f");
    }
  }

  /** A giver whose role the session cannot take leaves the right to the owner. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void rightsOfAGiverWhoseRoleIsNotOursAreGivenByTheOwner(int major) throws Exception {
    String text = "create view v as select id from task";
    try (ObjectDatabase database = new ObjectDatabase(major)) {
      create(database, text);
      database.asRole("grant select on v to \"#stranger\" with grant option");
      database.asSuperuser("set role \"#stranger\"");
      database.asSuperuser("grant select on v to \"#reader\"");
      database.asSuperuser("reset role");
      database.inTransaction(madeAnew(text, text));
      assertThat(database.state())
          .anyMatch(each -> each.contains("#reader=r/#app") && each.contains("#stranger=r*/#app"));
    }
  }
}
