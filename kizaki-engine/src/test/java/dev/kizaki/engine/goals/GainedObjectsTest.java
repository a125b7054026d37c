package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an object makes in the database is compared with what its text names. */
@FullRun
class GainedObjectsTest {
  private static final String TASK = "entity Task {\n  id: int @primaryKey\n  title: string\n}\n";

  private static final String EVERY_KIND =
      TASK
          + """

          object Kinds uses [Task] {
            create \"""
              create view open_task as select id, title from task;
              create materialized view counted as select count(*) as n from task;
              create unique index counted_n on counted (n);
              create function touch() returns trigger language plpgsql
                as $$ begin new.title := upper(new.title); return new; end $$;
              create function twice(a int) returns int language sql return a * 2;
              create function twice(a text) returns text language sql return a || a;
              create procedure clear() language sql begin atomic delete from task; end;
              create trigger touched before insert on task for each row execute function touch();
              create constraint trigger checked after insert on task for each row
                execute function touch();
              create rule kept as on delete to open_task do instead nothing;
              create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0');
              create domain short as text check (char_length(value) < 9);
              create type pair as (a int, b int);
              create type span as range (subtype = float8);
              create function same(pair, pair) returns boolean language sql
                as 'select $1 is not distinct from $2';
              create operator === (leftarg = pair, rightarg = pair, function = same);
              create cast (pair as text) with inout;
              create statistics task_stats on id, title from task;
              create collation digits (provider = icu, locale = 'en-u-kn')
            \"""
            drop \"""
              drop collation digits;
              drop statistics task_stats;
              drop cast (pair as text);
              drop operator === (pair, pair);
              drop function same(pair, pair);
              drop type span;
              drop type pair;
              drop domain short;
              drop aggregate total(int);
              drop trigger checked on task;
              drop trigger touched on task;
              drop procedure clear();
              drop function twice(text);
              drop function twice(int);
              drop function touch();
              drop materialized view counted;
              drop view open_task
            \"""
          }
          """;

  private static final String LOGGED =
      TASK
          + """

          object Made uses [] {
            create \"""create materialized view made as select maker() as n\"""
          }
          """;

  private static final String REPLACING =
      TASK
          + """

          object One uses [] {
            create \"""create or replace function one() returns int language sql as 'select 1'\"""
          }
          """;

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void eachKindIsGained(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      ObjectProject project = new ObjectProject(root, database);
      project.migrate(EVERY_KIND);
      assertThat(project.status(false))
          .doesNotContain("Database drift", "Cannot tell", "Unmanaged");
      project.migrate(EVERY_KIND.replace("upper(new", "lower(new"));
      project.migrate(TASK);
      assertThat(project.value("select count(*) from pg_views where schemaname = 'public'"))
          .isEqualTo("0");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aTableThatAFunctionMakesUndoesTheMigration(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      ObjectProject project = new ObjectProject(root, database);
      project.execute(
          """
          create function maker() returns int language plpgsql
            as $$ begin create table public.secret (a int); return 1; end $$\
          """);
      assertThatThrownBy(() -> project.migrate(LOGGED))
          .isInstanceOf(Refusal.class)
          .hasMessageContainingAll(
              "failed at statement",
              "add object Made",
              "The database gained table secret, which the text of no object names.")
          .hasMessageNotContaining("SQL:");
      assertThat(project.value("select to_regclass('made') || ''")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatOthersMadeIsNotReplaced(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      ObjectProject project = new ObjectProject(root, database);
      project.execute("create function one() returns int language sql as 'select 2'");
      assertThatThrownBy(() -> project.migrate(REPLACING))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining(
              "It replaced the function one, which no object of the schema had made.");
      assertThat(project.value("select one()")).isEqualTo("2");
      project.execute("drop function one()");
      project.apply();
      project.migrate(REPLACING.replace("'select 1'", "'select 3'"));
      assertThat(project.value("select one()")).isEqualTo("3");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatPostgresCannotReplaceIsMadeAnewByAWordInThePlan(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      ObjectProject project = new ObjectProject(root, database);
      project.migrate(viewOf("id, title"));
      String plan = project.plan(viewOf("id"));
      assertThatThrownBy(project::apply)
          .isInstanceOf(Refusal.class)
          .hasMessageContainingAll(
              "cannot drop columns from view (42P16)",
              "Write `change object Tasks, made anew` in the plan of 0002_change_tasks, so that the"
                  + " object is dropped and made again, then run the same command again.");
      Files.writeString(
          root.resolve("migrations/0002_change_tasks/plan.migration"),
          plan.replace("change object Tasks ", "change object Tasks, made anew "));
      project.apply();
      assertThat(
              project.value(
                  "select string_agg(attname, ' ') from pg_attribute"
                      + " where attrelid = 'tasks'::regclass"))
          .isEqualTo("id");
    }
  }

  private static String viewOf(String columns) {
    return TASK
        + "object Tasks uses [Task] { create \"\"\"create view tasks as select "
        + columns
        + " from task\"\"\" }\n";
  }
}
