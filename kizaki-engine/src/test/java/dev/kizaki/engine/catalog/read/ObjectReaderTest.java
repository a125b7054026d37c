package dev.kizaki.engine.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.catalog.FoundObjects;
import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import dev.kizaki.engine.catalog.ObjectUse;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What objects of a schema are read, how they are made and what they depend on. */
@FullRun
final class ObjectReaderTest {
  private static final String SCHEMA = "we\"ird";

  private static final List<String> OBJECTS =
      List.of(
          "create type st as enum ('a', 'b')",
          "create sequence q",
          "create domain money_value as numeric(12, 2) default 0 not null check (value >= 0)"
              + " constraint \"not too much\" check (value < 1000)",
          "create type pair as (a integer, \"B b\" text collate \"C\", amounts money_value[])",
          "create type empty as ()",
          "create type span as range (subtype = float8, subtype_diff = float8mi)",
          "create function f(a integer) returns integer language plpgsql immutable as"
              + " $$ begin return (select count(*) from task); end $$",
          "create function f(a st, variadic b text[] default '{}') returns integer language sql as"
              + " 'select 1'",
          "create table task (id int primary key, title text, \"St atus\" st,"
              + " n int default nextval('q'), cost money_value, check (f(n) > 0))",
          "create table other (id int primary key references task)",
          "create function f(a task) returns setof task language sql as 'select a'",
          "create function counted(x int) returns bigint begin atomic"
              + " select count(*) from task where id = x; end",
          "create procedure move(inout x int) language plpgsql as $$ begin x := 1; end $$",
          "create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0')",
          "create function final(point) returns point language sql as 'select $1'",
          "create aggregate middle(float8 order by float8) (sfunc = float8_accum,"
              + " stype = float8[], initcond = '{0,0,0}', parallel = safe)",
          "create function touch() returns trigger language plpgsql as"
              + " $$ begin return new; end $$",
          "create trigger \"on task\" before update of title on task for each row"
              + " when (old.title is distinct from new.title) execute function touch()",
          "create constraint trigger late after insert on task from other deferrable initially"
              + " deferred for each row execute function touch()",
          "create view open_task as select id, title from task where \"St atus\" <> 'b'",
          "create view \"O w\" with (security_barrier) as select title, count(*) from open_task"
              + " group by title",
          "alter view open_task alter title set default 'none'",
          "create materialized view kept as select * from \"O w\" with no data",
          "create unique index on kept (title) where title > 'a'",
          "create rule \"r\" as on delete to open_task do instead (delete from other where id ="
              + " old.id; select 1)",
          "create function to_pair(text) returns pair language sql as 'select null::pair'",
          "create cast (text as pair) with function to_pair(text) as assignment",
          "create cast (st as integer) with inout",
          "create function same(pair, pair) returns boolean language sql immutable as"
              + " 'select true'",
          "create operator === (leftarg = pair, rightarg = pair, function = same,"
              + " commutator = ===, negator = !===, restrict = eqsel)",
          "create operator !=== (leftarg = pair, rightarg = pair, function = same, negator = ===)",
          "create operator @@@ (rightarg = pair, function = hashed)",
          "comment on view open_task is 'What is''s open'",
          "comment on column open_task.title is 'its title'",
          "comment on type pair is 'two'",
          "comment on column pair.\"B b\" is 'b'",
          "comment on index kept_title_idx is 'an index'",
          "comment on domain money_value is 'money'",
          "comment on function f(st, text[]) is 'f'",
          "comment on aggregate middle(float8 order by float8) is 'm'",
          "comment on procedure move(int) is 'p'",
          "comment on trigger late on task is 't'",
          "comment on rule r on open_task is 'r'",
          "comment on cast (st as integer) is 'c'",
          "comment on operator === (pair, pair) is 'o'");

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void objectsAreMadeAgainByTheirDefinitions(int major) throws SQLException {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        Connection connection = database.connect()) {
      create(connection);
      FoundObjects found = read(connection);
      assertThat(found.objects().keySet().stream().map(ObjectSignature::text))
          .containsExactlyInAnyOrder(
              "domain money_value",
              "composite type empty",
              "composite type pair",
              "range type span",
              "function counted(integer)",
              "function f(integer)",
              "function f(st, text[])",
              "function f(task)",
              "function final(point)",
              "function hashed(pair)",
              "function same(pair, pair)",
              "function to_pair(text)",
              "function touch()",
              "procedure move(integer)",
              "aggregate middle(double precision, double precision)",
              "aggregate total(integer)",
              "operator !===(pair, pair)",
              "operator ===(pair, pair)",
              "operator @@@(NONE, pair)",
              "cast (st AS integer)",
              "cast (text AS pair)",
              "view \"O w\"",
              "view open_task",
              "materialized view kept",
              "trigger late on task",
              "trigger \"on task\" on task",
              "rule r on open_task");
      found
          .objects()
          .values()
          .forEach(each -> assertThat(each.definition()).doesNotContain("we\"\"ird"));
      // All are dropped with these, and made again in the order of their dependencies.
      execute(
          connection,
          "drop cast (st as integer)",
          "drop view open_task cascade",
          "drop trigger \"on task\" on task",
          "drop trigger late on task",
          "alter table task drop constraint task_n_check",
          "alter table task alter cost type numeric using cost",
          "drop operator === (pair, pair)",
          "drop operator !=== (pair, pair)",
          "drop type pair cascade",
          "drop domain money_value",
          "drop type empty, span",
          "drop aggregate total(int)",
          "drop aggregate middle(float8 order by float8)",
          "drop procedure move(int)",
          "drop function f(integer), f(st, text[]), f(task), final(point), counted(int), touch()");
      assertThat(read(connection).objects()).isEmpty();
      makeAgain(connection, found);
      assertThat(read(connection).objects().values())
          .containsExactlyElementsOf(found.objects().values());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void dependenciesAreEdges(int major) throws SQLException {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        Connection connection = database.connect()) {
      create(connection);
      execute(
          connection,
          "create schema app",
          "create table app.far (id int)",
          "create view far as select id from app.far",
          "create extension citext schema public",
          "create view cited as select title::public.citext from task");
      FoundObjects found = read(connection);
      assertThat(uses(found, Kind.VIEW, "open_task"))
          .containsExactlyInAnyOrder(
              "enum st", "table task.id", "table task.title", "table task.St atus");
      assertThat(uses(found, Kind.VIEW, "\"O w\"")).containsExactly("view open_task.title");
      assertThat(uses(found, Kind.TRIGGER, "\"on task\" on task"))
          .containsExactlyInAnyOrder("table task", "table task.title", "function touch()");
      assertThat(uses(found, Kind.TRIGGER, "late on task"))
          .containsExactlyInAnyOrder("table task", "table other", "function touch()");
      assertThat(uses(found, Kind.RULE, "r on open_task"))
          .contains("view open_task", "table other.id");
      assertThat(uses(found, Kind.FUNCTION, "f(task)")).containsExactly("table task");
      assertThat(uses(found, Kind.FUNCTION, "f(st, text[])")).containsExactly("enum st");
      assertThat(uses(found, Kind.FUNCTION, "f(integer)")).isEmpty();
      assertThat(uses(found, Kind.FUNCTION, "counted(integer)")).containsExactly("table task.id");
      assertThat(uses(found, Kind.COMPOSITE_TYPE, "pair")).containsExactly("domain money_value");
      assertThat(uses(found, Kind.OPERATOR, "===(pair, pair)"))
          .containsExactlyInAnyOrder(
              "composite type pair", "function same(pair, pair)", "operator !===(pair, pair)");
      assertThat(uses(found, Kind.CAST, "(text AS pair)"))
          .containsExactlyInAnyOrder("composite type pair", "function to_pair(text)");
      assertThat(uses(found, Kind.VIEW, "far")).containsExactly("table app.far");
      assertThat(uses(found, Kind.VIEW, "cited")).contains("extension citext");
      assertThat(
              found.usedByTables().get("task").stream()
                  .map(ObjectReaderTest::text)
                  .filter(each -> !each.startsWith("function f")))
          .containsExactlyInAnyOrder("domain money_value", "enum st");
      assertThat(found.usedByTables().get("task").stream().map(ObjectReaderTest::text))
          .contains("function f(integer)");
      FoundObject counted =
          found.object(new ObjectSignature(Kind.FUNCTION, "counted(integer)")).orElseThrow();
      assertThat(counted.body()).isEqualTo(FoundObject.Body.PARSED);
      assertThat(counted.language()).contains("sql");
      FoundObject text =
          found.object(new ObjectSignature(Kind.FUNCTION, "f(integer)")).orElseThrow();
      assertThat(text.body()).isEqualTo(FoundObject.Body.TEXT);
      assertThat(text.language()).contains("plpgsql");
    }
  }

  private static void create(Connection connection) throws SQLException {
    execute(
        connection,
        "create schema \"we\"\"ird\"",
        "create function \"we\"\"ird\".quote_ident(name) returns text language sql as"
            + " 'select ''mine''::text'",
        "drop function \"we\"\"ird\".quote_ident(name)",
        "set search_path = \"we\"\"ird\"");
    for (String each : OBJECTS) {
      if (each.contains("function = hashed")) {
        execute(
            connection, "create function hashed(pair) returns integer language sql as 'select 1'");
      }
      execute(connection, each);
    }
    connection.setAutoCommit(false);
  }

  private static void makeAgain(Connection connection, FoundObjects found) throws SQLException {
    List<FoundObject> waiting = List.copyOf(found.objects().values());
    while (!waiting.isEmpty()) {
      Set<ObjectSignature> left =
          waiting.stream().map(FoundObject::signature).collect(Collectors.toSet());
      List<FoundObject> next =
          waiting.stream()
              .filter(
                  each ->
                      each.uses().stream()
                          .filter(ObjectUse.Own.class::isInstance)
                          .map(ObjectUse.Own.class::cast)
                          .filter(use -> use.signature().kind() != Kind.OPERATOR)
                          .noneMatch(use -> left.contains(use.signature())))
              .toList();
      assertThat(next).isNotEmpty();
      for (FoundObject each : next) {
        for (String command : each.commands()) {
          execute(connection, command);
        }
        for (String comment : each.comments()) {
          execute(connection, comment);
        }
      }
      waiting = waiting.stream().filter(each -> !next.contains(each)).toList();
    }
  }

  private static FoundObjects read(Connection connection) throws SQLException {
    return ObjectReader.read(connection, SCHEMA);
  }

  private static List<String> uses(FoundObjects found, Kind kind, String identity) {
    return found.object(new ObjectSignature(kind, identity)).orElseThrow().uses().stream()
        .map(ObjectReaderTest::text)
        .toList();
  }

  private static String text(ObjectUse use) {
    if (use instanceof ObjectUse.Own own) {
      return own.signature().text() + own.column().map("."::concat).orElse("");
    }
    return use instanceof ObjectUse.Extension extension
        ? "extension " + extension.name()
        : ((ObjectUse.Elsewhere) use).text();
  }

  private static void execute(Connection connection, String... commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }
}
