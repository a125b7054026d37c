package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of others in the database that could disturb the goals. */
@FullRun
final class HostileServerTest {
  private static final String RAISES =
      " language plpgsql as $$ begin raise exception 'was run'; end $$";

  @TempDir Path root;

  /**
   * Functions and operators with names of PostgreSQL's own, whose argument types fit the calls of
   * the goals better than those of PostgreSQL.
   */
  private static final List<String> TRAPS =
      List.of(
          "create function trap(a name, b text) returns bool" + RAISES,
          "create function trap(a name, b varchar) returns bool" + RAISES,
          "create function trap(a level, b level) returns bool" + RAISES,
          "create function trap(a text[], b text[]) returns bool" + RAISES,
          "create function trap(a int, b text) returns bool" + RAISES,
          "create function glue(a text, b name) returns text" + RAISES,
          "create function glue(a name, b text) returns text" + RAISES,
          "create operator = (function = trap, leftarg = name, rightarg = text)",
          "create operator = (function = trap, leftarg = name, rightarg = varchar)",
          "create operator = (function = trap, leftarg = level, rightarg = level)",
          "create operator <> (function = trap, leftarg = level, rightarg = level)",
          "create operator = (function = trap, leftarg = text[], rightarg = text[])",
          "create operator = (function = trap, leftarg = int, rightarg = text)",
          "create operator || (function = glue, leftarg = text, rightarg = name)",
          "create operator || (function = glue, leftarg = name, rightarg = text)",
          "create function quote_ident(name) returns text" + RAISES,
          "create function format_type(oid, int4) returns text" + RAISES,
          "create function to_regclass(varchar) returns regclass" + RAISES,
          "create function to_jsonb(int) returns jsonb" + RAISES,
          "create function setval(regclass, int, bool) returns bigint" + RAISES,
          "create function array_replace(text[], text, text) returns text[]" + RAISES,
          "create function array_append(json[], json) returns json[]" + RAISES,
          "create function json_build_array(text) returns json" + RAISES,
          "create function json_build_array(text, text) returns json" + RAISES,
          "create function json_build_object(text, bigint, text, json[]) returns json" + RAISES,
          "create function unnest(text[]) returns setof text" + RAISES,
          "create function unnest(oid[]) returns setof oid" + RAISES,
          "create function fail(n int, v int) returns int" + RAISES,
          "create aggregate count(int) (sfunc = fail, stype = int, initcond = '0')",
          "create aggregate sum(bigint) (sfunc = int8pl, stype = bigint, initcond = '99')",
          "create function lower(text) returns text" + RAISES,
          "create domain text as pg_catalog.int4 check (value < 0)",
          "create type uuid as (v int)");

  private static final String BEFORE =
      """
      enum State { Open, Closed }
      enum Level { Low, High }
      entity Kind { level: Level @primaryKey }
      entity Task {
        id: int @primaryKey
        code: string
        size: int
        states: State[]
        flag: State
        kind: Level
      }
      """;
  private static final String AFTER =
      """
      enum State { Open }
      enum Level { Low, High }
      entity Kind { level: Level @primaryKey }
      entity Task {
        id: int = autoincrement() @primaryKey
        code: int @unique
        size: json
        states: State[]
        flag: State
        kind: Kind.level
      }
      """;

  /**
   * kizaki's own queries and commands never run a function of the schema. An expression that a user
   * wrote in a plan does find the schema's function, in the check and in the command.
   */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void functionsNamedLikeThoseOfPostgresAreNeverRun(int major) throws Exception {
    try (HostileProject project = new HostileProject(root, major)) {
      project.schema(BEFORE);
      project.plan("");
      project.apply();
      project.execute(TRAPS.toArray(String[]::new));
      project.execute(
          "create function bump(pg_catalog.text) returns int language sql immutable"
              + " as 'select $1::int + 1'",
          "insert into kind values ('Low')",
          "insert into task values (1, '7', 5, '{Open,Closed}', 'Closed', 'Low')",
          "alter database " + project.test().name() + " set search_path = public, pg_catalog");
      assertThatThrownBy(() -> project.query("select quote_ident(relname) from pg_class"))
          .hasMessageContaining("was run");
      assertThatThrownBy(() -> project.query("select count(size) from task"))
          .hasMessageContaining("was run");
      List<String> surroundings = project.surroundings();
      project.schema(AFTER);
      project.plan(
          "Task.code using sql(\"bump(code)\"); State.Closed -> State.Open; Task.kind using none;"
              + " Task.size using none");
      assertThat(project.dryRun())
          .contains("check: no values of Task.code that do not fit\n")
          .contains("No changes applied.\n");
      project.apply();
      assertThat(
              project.query(
                  "select code || ' ' || size::pg_catalog.text || states::pg_catalog.text || flag"
                      + " from task"))
          .containsExactly("8 5{Open,Open}Open");
      assertThat(project.status())
          .contains("Source drift: none\nUnmanaged: ")
          .doesNotContain("[WARNING]");
      assertThat(project.output()).doesNotContain("was run");
      assertThat(project.surroundings()).isEqualTo(surroundings);
    }
  }

  /**
   * If an expression fails on a value, the rows are searched one by one, with the same protection.
   */
  @Test
  void theSearchForRefusedRowsRunsNoFunctionOfOthers() throws Exception {
    try (HostileProject project = new HostileProject(root, 18)) {
      project.schema(BEFORE);
      project.plan("");
      project.apply();
      project.execute(TRAPS.toArray(String[]::new));
      project.execute(
          "create function bump(pg_catalog.text) returns int language sql immutable"
              + " as 'select $1::int + 1'",
          "insert into task values (1, 'x', 5, '{}', 'Open', 'Low')");
      project.schema(BEFORE.replace("code: string", "code: int"));
      project.plan("Task.code using sql(\"bump(code)\")");
      assertThatThrownBy(project::dryRun)
          .hasMessage("A data check would stop apply; see the line that says what it found.");
      assertThat(project.output())
          .contains("check: 1 row of Task on which the expression fails: id 1 (x).")
          .doesNotContain("was run");
    }
  }

  /** A view that replaces a table is not read by a query of kizaki. */
  @Test
  void aViewInPlaceOfATableIsNotRead() throws Exception {
    try (HostileProject project = new HostileProject(root, 18)) {
      project.schema(BEFORE);
      project.plan("");
      project.apply();
      project.execute(
          "create function spy() returns bool" + RAISES,
          "alter table task rename to moved",
          "create view task as select * from moved where spy()",
          "insert into moved values (1, '7', 5, '{}', 'Open', 'Low')");
      project.schema(BEFORE.replace("size: int", "size: int @unique"));
      project.plan("");
      assertThatThrownBy(project::apply).hasMessageContaining("table task is missing");
      assertThatThrownBy(project::applyDespiteDrift)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("access to non-system view \"task\" is restricted")
          .hasMessageNotContaining("was run");
      assertThat(project.output()).doesNotContain("was run");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aFailingEventTriggerStopsApplyWithoutChanges(int major) throws Exception {
    try (HostileProject project = new HostileProject(root, major)) {
      project.schema("entity Task { id: int @primaryKey }");
      project.plan("");
      project.execute(
          "create function no() returns event_trigger language plpgsql as $$ begin raise exception"
              + " E'no \\033[31mDDL\\n"
              + "here' using hint = E'ask \\u202e Bob'; end $$",
          "create event trigger no on ddl_command_start execute function no()");
      List<String> surroundings = project.surroundings();
      assertThatThrownBy(project::apply)
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "The history table \"public\".\"__kizaki_migration\" could not be created: no"
                  + " \\u001B[31mDDL; here. Correct that, or use another databaseSchema.");
      project.execute("drop event trigger no");
      project.apply();
      project.execute("create event trigger no on ddl_command_start execute function no()");
      project.schema("entity Task { id: int @primaryKey, title: string? }");
      project.plan("");
      assertThatThrownBy(project::apply)
          .isInstanceOf(Refusal.class)
          .hasMessage(
              """
              Migration 0002_add_title failed at statement 1:
                add Task.title: string?
              SQL:
                ALTER TABLE "public"."task" ADD COLUMN "title" text
              PostgreSQL: no \\u001B[31mDDL
                here (P0001)
              Hint: ask \\u202E Bob
              Where: PL/pgSQL function no() line 1 at RAISE
              Applied: 0001_initial. Not applied: 0002_add_title.\
              """);
      project.execute("drop event trigger no");
      project.apply();
      assertThat(project.status()).contains("Latest applied: 0002_add_title\n");
      assertThat(surroundings).contains("event trigger no");
    }
  }

  /** The trigger's function uses names without a schema, as users often write them. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void anEventTriggerRunsOnlyItsOwnDdl(int major) throws Exception {
    try (HostileProject project = new HostileProject(root, major)) {
      project.execute(
          "create table ddl_log (tag text)",
          "create function log() returns event_trigger language plpgsql as $$ begin"
              + " insert into ddl_log values (tg_tag); "
              + " if tg_tag <> 'CREATE SEQUENCE' then"
              + " execute 'create sequence seen' || (select count(*) from ddl_log); end if; end $$",
          "create event trigger log on ddl_command_end execute function log()");
      project.schema("entity Task { id: int @primaryKey }");
      project.plan("");
      project.apply();
      project.schema("entity Task { id: int @primaryKey, title: string? }");
      project.plan("");
      project.dryRun();
      project.apply();
      assertThat(project.query("select tag from ddl_log where tag <> 'CREATE SEQUENCE'"))
          .containsExactly("CREATE TABLE", "CREATE TABLE", "ALTER TABLE");
      assertThat(project.status())
          .isEqualTo(
              """
              Latest committed: 0002_add_title
              Latest applied: 0002_add_title
              Source drift: none
              Unmanaged: 1 table, 3 sequences, 1 function
              """);
    }
  }

  /** The server does not send notices; notices that a trigger sends nevertheless are discarded. */
  @Test
  void manyNoticesDoNoHarm() throws Exception {
    try (HostileProject project = new HostileProject(root, 18)) {
      project.schema("entity Task { id: int @primaryKey, n: int }");
      project.plan("");
      project.apply();
      project.execute(
          "insert into task select n, n from generate_series(1, 20000) as n",
          "create function flood() returns trigger language plpgsql as $$ begin"
              + " raise notice '%', repeat('notice', 200); raise info '%', repeat('i', 200);"
              + " return new; end $$",
          "create trigger flood before update on task for each row execute function flood()");
      project.schema("entity Task { id: int @primaryKey, n: int, m: int }");
      project.plan("Task.m backfill sql(\"n + 1\")");
      project.apply();
      assertThat(project.query("select sum(m - n) from task")).containsExactly("20000");
    }
  }

  /** Texts that the encoding of the database can store work; others are refused. */
  @ParameterizedTest
  @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
  void supportsADatabaseInAnotherEncoding(String encoding) throws Exception {
    for (int major : List.of(14, 18)) {
      Path here = Files.createDirectory(root.resolve("on" + major));
      try (HostileProject project =
          new HostileProject(here, encoded(major, encoding), "sch\u00e9ma", Optional.empty())) {
        List<String> surroundings = project.surroundings();
        project.schema("entity Task { id: int @primaryKey, v: string = \"caf\u00e9 \u00a3\" }");
        project.plan("");
        project.apply();
        project.execute(
            "insert into \"sch\u00e9ma\".task values (1)",
            "create table \"sch\u00e9ma\".\"\u00dcbung\" (\"\u00f1\" int)");
        assertThat(project.query("select v from \"sch\u00e9ma\".task"))
            .containsExactly("caf\u00e9 \u00a3");
        assertThat(project.status())
            .isEqualTo(
                """
                Latest committed: 0001_initial
                Latest applied: 0001_initial
                Source drift: none
                Unmanaged: table "\u00dcbung"
                """);
        project.schema(
            "entity Task { id: int @primaryKey, v: string = \"caf\u00e9 \u00a3\","
                + " w: string = \"\u8868\" }");
        project.plan("");
        if (encoding.equals("LATIN1")) {
          assertThatThrownBy(project::apply)
              .isInstanceOf(Refusal.class)
              .hasMessageContaining(
                  "PostgreSQL: character with byte sequence 0xe8 0xa1 0xa8 in encoding \"UTF8\" has"
                      + " no equivalent in encoding \"LATIN1\" (22P05)\n")
              .hasMessageEndingWith("\nApplied: 0001_initial. Not applied: 0002_add_w.");
        } else {
          project.apply();
          assertThat(project.query("select w from \"sch\u00e9ma\".task")).containsExactly("\u8868");
        }
        assertThat(project.surroundings()).isEqualTo(surroundings);
      }
    }
  }

  /**
   * A name whose bytes are not valid UTF-8 cannot be shown. The goal reports it and does not guess.
   */
  @Test
  void reportsANameThatIsNotValidUtf8() throws Exception {
    try (HostileProject project =
        new HostileProject(root, encoded(18, "SQL_ASCII"), "public", Optional.empty())) {
      project.schema("entity Task { id: int @primaryKey }");
      project.plan("");
      project.apply();
      project.execute("do $$ begin execute E'create table \"caf\\xe9\" (id int)'; end $$");
      assertThat(project.status())
          .startsWith(
              """
              Latest committed: 0001_initial
              Latest applied: unknown (the database cannot be read)
              Source drift: none
              [WARNING] Database: The catalog of\
              """);
      project.schema("entity Task { id: int @primaryKey, v: string? }");
      project.plan("");
      assertThatThrownBy(project::apply)
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessageContaining("could not be read: ");
      project.applyDespiteDrift();
    }
  }

  private static TestDatabase encoded(int major, String encoding) throws SQLException {
    TestDatabase test = PostgresServers.version(major).freshDatabase();
    try (Connection connection =
            DriverManager.getConnection(test.admin(), test.username(), test.password());
        Statement statement = connection.createStatement()) {
      statement.execute("drop database " + test.name());
      statement.execute(
          "create database "
              + test.name()
              + " template template0 encoding '"
              + encoding
              + "' lc_collate 'C' lc_ctype 'C'");
    }
    return test;
  }
}
