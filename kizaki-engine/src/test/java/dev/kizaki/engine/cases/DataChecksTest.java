package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every data check, compared with PostgreSQL: it finds nothing while PostgreSQL runs the commands
 * without harm. It finds the problem if PostgreSQL refuses the commands or silently changes values.
 */
@FullRun
final class DataChecksTest {
  private static final int[] MAJORS = {14, 18};

  /** PostgreSQL's reaction to what a check finds. */
  private enum Reaction {
    REFUSES,
    /** It runs the commands, and values change or objects of others are dropped. */
    RUNS,
    /** Depends on the version. */
    EITHER
  }

  /**
   * @param good SQL after which the check finds nothing
   * @param bad SQL after which it finds the problem
   * @param problem the text of the problem
   */
  private record Case(
      String name,
      String before,
      String after,
      String answers,
      String good,
      String bad,
      Reaction reaction,
      String problem) {}

  private static Case cast(
      String from, String to, String good, String bad, Reaction reaction, String problem) {
    return new Case(
        from + " to " + to,
        "entity T { id: int @primaryKey, v: " + from + "? }",
        "entity T { id: int @primaryKey, v: " + to + "? }",
        "T.v using none",
        "insert into t values (1, " + good + "), (2, null)",
        "insert into t values (4, " + bad + "), (3, " + good + ")",
        reaction,
        problem);
  }

  private static Case usedByUnmanaged(String name, String after, String object, String problem) {
    return new Case(
        name,
        "entity T { id: int @primaryKey, v: int?, w: int? }",
        after,
        "",
        "create view kept as select id, w from t",
        object,
        Reaction.REFUSES,
        problem);
  }

  /** An object of the table itself, which PostgreSQL drops together with the column. */
  private static Case goesWithColumn(String name, String object, String problem) {
    return new Case(
        "dropped with its column: " + name,
        "entity T { id: int @primaryKey, v: int?, w: int?, @unique([v, w]), @index([w, v]) }",
        DROPPED,
        "",
        "create index other on t (w) where w > 1",
        object,
        Reaction.RUNS,
        ONE + problem);
  }

  /** An object of the table itself, which PostgreSQL cannot create again for the new type. */
  private static Case notForTheNewType(String name, String good, String object, String problem) {
    return new Case(
        "not for the new type: " + name,
        "entity T { id: int @primaryKey, v: string?, w: string[]? }",
        "entity T { id: int @primaryKey, v: int?, w: string? }",
        "T.v using none; T.w using sql(\"w::text\")",
        good,
        object,
        Reaction.REFUSES,
        problem);
  }

  /** An object of the table itself that contains a value of an enum that is built again. */
  private static Case inNewEnum(String name, String object, String problem) {
    return new Case(
        "enum built again: " + name,
        "enum E { A, B }\nentity T { id: int @primaryKey, v: E = A, w: E[]? }",
        "enum E { A }\nentity T { id: int @primaryKey, v: E = A, w: E[]? }",
        "E.B -> E.A",
        "create index g on t using gin (w); create index n on t (v) where v is not null",
        object,
        Reaction.REFUSES,
        "1 object that kizaki does not manage uses the enum E: " + problem);
  }

  private static Case madeEqual(
      String name, String before, String after, String answers, String problem) {
    return new Case(
        "made equal: " + name,
        before,
        after,
        answers,
        "insert into t values (1, 1, 'a'), (2, 2, 'a'), (3, 1, 'b')",
        "insert into t values (4, 2, 'A')",
        Reaction.REFUSES,
        problem);
  }

  /** The enum is dropped with its columns, and an unmanaged object still uses it. */
  private static Case ofEnum(String name, String object, String problem) {
    return new Case(
        "enum in a " + name,
        "enum E { A, B }\nentity T { id: int @primaryKey, v: E?, w: E[]? }",
        "entity T { id: int @primaryKey }",
        "",
        "create table kept (x t)",
        object,
        Reaction.REFUSES,
        "1 object that kizaki does not manage uses the enum E: " + problem);
  }

  private static final String RETYPED = "entity T { id: int @primaryKey, v: bigint?, w: int? }";
  private static final String DROPPED = "entity T { id: int @primaryKey, w: int? }";
  private static final String ONE = "1 object that kizaki does not manage uses T.v: ";
  private static final String AT = " \"We\"\"ird 'schema'\".";

  private static final List<Case> CASES =
      List.of(
          new Case(
              "required field",
              "entity T { id: int @primaryKey }",
              "entity T { id: int @primaryKey, v: int }",
              "T.v backfill none",
              "select 1",
              "insert into t select generate_series(1, 7)",
              Reaction.REFUSES,
              "7 rows of T would have no value for the required field v: id 1, 2, 3, 4, 5, …."),
          new Case(
              "nulls",
              "entity T { a: int, b: string, v: int?, @primaryKey([a, b]) }",
              "entity T { a: int, b: string, v: int, @primaryKey([a, b]) }",
              "T.v backfill none",
              "insert into t values (1, 'x', 1)",
              "insert into t values (2, 'x y', null), (3, 'z', null)",
              Reaction.REFUSES,
              "2 rows of T have no value for v, which becomes required: a 2, b \"x y\"; a 3, b z."),
          new Case(
              "unique",
              "entity T { id: int @primaryKey, v: string?, w: int? }",
              "entity T { id: int @primaryKey, v: string?, w: int?, @unique([v, w]) }",
              "",
              "insert into t values (1, 'a', 1), (2, 'a', null), (3, 'a', null), (4, null, 1)",
              "insert into t values (5, 'a', 1)",
              Reaction.REFUSES,
              "2 rows of T share (v, w) with another row: id 1 (a, 1), 5 (a, 1)."),
          new Case(
              "unique field with a default",
              "entity T { id: int @primaryKey }",
              "entity T { id: int @primaryKey, v: int = 0 @unique }",
              "",
              "insert into t values (1)",
              "insert into t values (2)",
              Reaction.REFUSES,
              "2 rows of T would get the same value in the unique field v: id 1, 2."),
          new Case(
              "key",
              "entity T { id: int @primaryKey, v: int }",
              "entity T { id: int, v: int @primaryKey }",
              "",
              "insert into t values (1, 1), (2, 2)",
              "insert into t values (3, 1)",
              Reaction.REFUSES,
              "2 rows of T share v with another row: 1, 1."),
          new Case(
              "dropped value",
              "enum E { A, B }\nentity T { id: int @primaryKey, v: E[]? }",
              "enum E { A }\nentity T { id: int @primaryKey, v: E[]? }",
              "E.B -> none",
              "insert into t values (1, '{A}')",
              "insert into t values (2, '{A,B}')",
              Reaction.REFUSES,
              "1 row of T holds B in v: id 2."),
          new Case(
              "orphans",
              "entity X { id: int @primaryKey }\nentity T { id: int @primaryKey, v: int? }",
              "entity X { id: int @primaryKey }\nentity T { id: int @primaryKey, v: X.id? }",
              "T.v using none",
              "insert into x values (1); insert into t values (1, 1), (2, null)",
              "insert into t values (3, 9)",
              Reaction.REFUSES,
              "1 row of T has a value in v that no row of X has: id 3 (9)."),
          new Case(
              "expression that fails",
              "entity T { id: int @primaryKey, v: string }",
              "entity T { id: int @primaryKey, v: int }",
              "T.v using sql(\"nullif(v, '')::int\")",
              "insert into t values (1, '12')",
              "insert into t values (2, 'x')",
              Reaction.REFUSES,
              "1 row of T on which the expression fails: id 2 (x)."),
          new Case(
              "expression that is null",
              "entity T { id: int @primaryKey, v: string }",
              "entity T { id: int @primaryKey, v: int }",
              "T.v using sql(\"nullif(t.v, '')::int\")",
              "insert into t values (1, '12')",
              "insert into t values (2, '')",
              Reaction.REFUSES,
              "1 row of T would get no value for v, which is required: id 2 (\"\")."),
          cast("string", "int", "' 42 '", "'4x'", Reaction.REFUSES, taken("int", "4x")),
          cast(
              "string",
              "uuid",
              "'{00000000-0000-0000-0000-000000000001}'",
              "'0'",
              Reaction.REFUSES,
              taken("uuid", "0")),
          cast(
              "string", "boolean", "'yes'", "'maybe'", Reaction.REFUSES, taken("boolean", "maybe")),
          cast("string", "double", "'1e5'", "'1e999'", Reaction.REFUSES, taken("double", "1e999")),
          cast(
              "string",
              "datetime",
              "'Jan 8 1999'",
              "'2026-02-30'",
              Reaction.REFUSES,
              taken("datetime", "2026-02-30")),
          cast("string", "json", "'[1]'", "'{'", Reaction.REFUSES, taken("json", "\"{\"")),
          cast(
              "string",
              "date",
              "'epoch'",
              "'2026-01-01 10:00'",
              Reaction.RUNS,
              changed("\"2026-01-01 10:00\"", "2026-01-01")),
          cast(
              "string", "decimal(5, 1)", "'3.10'", "'3.14'", Reaction.RUNS, changed("3.14", "3.1")),
          cast(
              "string[]",
              "int[]",
              "'{1,NULL}'",
              "'{1,b}'",
              Reaction.REFUSES,
              taken("int[]", "\"{1,b}\"")),
          cast(
              "bigint",
              "int",
              "2147483647",
              "2147483648",
              Reaction.REFUSES,
              taken("int", "2147483648")),
          cast(
              "bigint",
              "double",
              "4611686018427387904",
              "9007199254740993",
              Reaction.RUNS,
              changed("9007199254740993", "9.007199254740992e+15")),
          cast("double", "int", "7", "7.5", Reaction.RUNS, changed("7.5", "8")),
          cast(
              "double",
              "decimal(5, 1)",
              "0.1",
              "'Infinity'",
              Reaction.REFUSES,
              taken("decimal(5, 1)", "Infinity")),
          cast(
              "decimal(9, 3)",
              "decimal(5, 1)",
              "3.100",
              "99999",
              Reaction.REFUSES,
              taken("decimal(5, 1)", "99999.000")),
          cast("decimal(9, 3)", "int", "3", "3.5", Reaction.RUNS, changed("3.500", "4")),
          cast(
              "decimal(30, 3)",
              "double",
              "0.1",
              "12345678901234567890.123",
              Reaction.RUNS,
              changed("12345678901234567890.123", "1.2345678901234567e+19")),
          cast(
              "datetime",
              "date",
              "'2026-01-01T00:00Z'",
              "'2026-01-01T00:00:01Z'",
              Reaction.RUNS,
              changed("\"2026-01-01 00:00:01+00\"", "2026-01-01")),
          cast(
              "int[]",
              "int",
              "'{1}'",
              "'{1,2}'",
              Reaction.RUNS,
              "1 row of T holds a value of v that would change: id 4 (\"{1,2}\" becomes 1)."),
          new Case(
              "label that is not there",
              "entity T { id: int @primaryKey, v: string }",
              "enum E { A, B }\nentity T { id: int @primaryKey, v: E }",
              "T.v using none",
              "insert into t values (1, 'A')",
              "insert into t values (2, 'b')",
              Reaction.REFUSES,
              "1 row of T holds a value of v that the enum E does not have: id 2 (b)."),
          goesWithColumn("index", "create index i on t (w, v)", "index" + AT + "i."),
          goesWithColumn("predicate", "create index i on t (w) where v > 1", "index" + AT + "i."),
          goesWithColumn("expression", "create index i on t ((v + w))", "index" + AT + "i."),
          goesWithColumn(
              "unique index", "create unique index i on t (w) include (v)", "index" + AT + "i."),
          goesWithColumn(
              "check",
              "alter table t add constraint k check (v < w)",
              "table constraint k on" + AT + "t."),
          goesWithColumn(
              "statistics", "create statistics s on v, w from t", "statistics object" + AT + "s."),
          goesWithColumn("sequence", "create sequence s owned by t.v", "sequence" + AT + "s."),
          notForTheNewType(
              "predicate",
              "create index n on t (v) where v is not null; create index l on t (v)",
              "create index i on t (id) where v > 'a'",
              ONE + "index" + AT + "i."),
          notForTheNewType(
              "expression",
              "select 1",
              "create index i on t (lower(v))",
              ONE + "index" + AT + "i."),
          notForTheNewType(
              "operator class",
              "select 1",
              "create index i on t (v text_pattern_ops)",
              ONE + "index" + AT + "i."),
          notForTheNewType(
              "access method",
              "create index l on t (w)",
              "create index i on t using gin (w)",
              "1 object that kizaki does not manage uses T.w: index" + AT + "i."),
          notForTheNewType(
              "check",
              "select 1",
              "alter table t add constraint k check (v <> 'a')",
              ONE + "table constraint k on" + AT + "t."),
          notForTheNewType(
              "statistics",
              "select 1",
              "create statistics s on lower(v), id from t",
              ONE + "statistics object" + AT + "s."),
          inNewEnum("predicate", "create index i on t (id) where v = 'A'", "index" + AT + "i."),
          inNewEnum(
              "check",
              "alter table t add constraint k check (v <> 'B')",
              "table constraint k on" + AT + "t."),
          inNewEnum(
              "another column",
              "create index i on t (id) where 'A'::e < 'B'::e",
              "index" + AT + "i."),
          new Case(
              "replica identity that is dropped",
              "entity T { id: int @primaryKey, v: int @unique }",
              "entity T { id: int @primaryKey, v: int }",
              "",
              "select 1",
              "alter table t replica identity using index t_v_key",
              Reaction.RUNS,
              "1 index that this statement drops is the replica identity of T: t_v_key."),
          new Case(
              "replica identity that may be null",
              "entity T { id: int @primaryKey, v: int @unique }",
              "entity T { id: int @primaryKey, v: int? @unique }",
              "",
              "select 1",
              "alter table t replica identity using index t_v_key",
              Reaction.REFUSES,
              "1 index over v is the replica identity of T: t_v_key."),
          new Case(
              "unique beside a table that inherits",
              "entity T { id: int @primaryKey, v: string }",
              "entity T { id: int @primaryKey, v: string @unique }",
              "",
              "create table a () inherits (t); insert into a values (1, 'x');"
                  + " insert into t values (1, 'x')",
              "insert into t values (2, 'x')",
              Reaction.REFUSES,
              "2 rows of T share v with another row: id 1 (x), 2 (x)."),
          new Case(
              "reference to a table from which another inherits",
              "entity X { id: int @primaryKey }\nentity T { id: int @primaryKey, v: int }",
              "entity X { id: int @primaryKey }\nentity T { id: int @primaryKey, v: X.id }",
              "T.v using none",
              "create table a () inherits (x); create table b () inherits (t);"
                  + " insert into x values (1); insert into t values (1, 1);"
                  + " insert into b values (1, 9)",
              "insert into a values (8); insert into t values (2, 8)",
              Reaction.REFUSES,
              "1 row of T has a value in v that no row of X has: id 2 (8)."),
          new Case(
              "reference to a table that others partitioned",
              "entity X { id: int @primaryKey }\nentity T { id: int @primaryKey, v: int }",
              "entity X { id: int @primaryKey }\nentity T { id: int @primaryKey, v: X.id }",
              "T.v using none",
              "drop table x; create table x (id int primary key) partition by hash (id);"
                  + " create table p partition of x for values with (modulus 1, remainder 0);"
                  + " insert into x values (1); insert into t values (1, 1)",
              "insert into t values (2, 8)",
              Reaction.REFUSES,
              "1 row of T has a value in v that no row of X has: id 2 (8)."),
          madeEqual(
              "dropped value",
              "enum E { a, b, A }\nentity T { id: int @primaryKey, u: int, v: E, @unique([u, v]) }",
              "enum E { a, b }\nentity T { id: int @primaryKey, u: int, v: E, @unique([u, v]) }",
              "E.A -> E.a",
              "2 rows of T would share (u, v) with another row: id 2 (2, a), 4 (2, a)."),
          madeEqual(
              "expression",
              "entity T { id: int @primaryKey, u: int, v: string, @unique([u, v]) }",
              "entity T { id: int @primaryKey, u: int, v: int, @unique([u, v]) }",
              "T.v using sql(\"ascii(lower(v))\")",
              "2 rows of T would share (u, v) with another row: id 2 (2, 97), 4 (2, 97)."),
          new Case(
              "made equal: key",
              "entity T { v: string @primaryKey }",
              "entity T { v: boolean @primaryKey }",
              "T.v using none",
              "insert into t values ('yes'), ('no')",
              "insert into t values ('on')",
              Reaction.REFUSES,
              "2 rows of T would share v with another row: true, true."),
          new Case(
              "made equal: backfill",
              "entity T { id: int @primaryKey, v: int? @unique }",
              "entity T { id: int @primaryKey, v: int @unique }",
              "T.v backfill 0",
              "insert into t values (1, 7), (2, null)",
              "insert into t values (3, 0)",
              Reaction.REFUSES,
              "2 rows of T would share v with another row: id 2 (0), 3 (0)."),
          cast("string", "bigint", "'-10'", "'007'", Reaction.RUNS, changed("007", "7")),
          cast("string", "smallint", "'0'", "' +7'", Reaction.RUNS, changed("\" +7\"", "7")),
          cast("string", "decimal(5, 1)", "'0.1'", "'01.5'", Reaction.RUNS, changed("01.5", "1.5")),
          cast(
              "string",
              "double",
              "'0.1234567890123456'",
              "'0.12345678901234567891'",
              Reaction.RUNS,
              changed("0.12345678901234567891", "0.12345678901234568")),
          cast(
              "string",
              "datetime",
              "'2026-01-01T10:00:00.123456000Z'",
              "'2026-01-01T10:00:00.1234567Z'",
              Reaction.RUNS,
              changed("2026-01-01T10:00:00.1234567Z", "\"2026-01-01 10:00:00.123457+00\"")),
          cast(
              "string",
              "json",
              "'[{\"a\": 1}, {\"a\": 1}]'",
              "'[{\"a\": 1, \"a\": 2}]'",
              Reaction.RUNS,
              changed("\"[{\\\"a\\\": 1, \\\"a\\\": 2}]\"", "\"[{\\\"a\\\": 2}]\"")),
          usedByUnmanaged(
              "view",
              RETYPED,
              "create view \"v\u001bx\" as select v from t",
              ONE + "view" + AT + "\"v\\u001Bx\"."),
          usedByUnmanaged(
              "materialized view",
              DROPPED,
              "create materialized view m as select v from t",
              ONE + "materialized view" + AT + "m."),
          usedByUnmanaged(
              "rule",
              RETYPED,
              "create rule r as on update to t where new.v > 1 do also select 1",
              ONE + "rule r on" + AT + "t."),
          usedByUnmanaged(
              "trigger of a column",
              DROPPED,
              "create trigger g before update of v on t for each row execute function"
                  + " suppress_redundant_updates_trigger()",
              ONE + "trigger g on" + AT + "t."),
          usedByUnmanaged(
              "trigger with a condition",
              RETYPED,
              "create trigger g before update on t for each row when (new.v > 1) execute function"
                  + " suppress_redundant_updates_trigger()",
              ONE + "trigger g on" + AT + "t."),
          usedByUnmanaged(
              "generated column",
              RETYPED,
              "alter table t add g int generated always as (v + 1) stored",
              ONE + "table column" + AT + "t.g."),
          new Case(
              "dropped below a generated column",
              "entity T { id: int @primaryKey, v: int? }",
              "entity T { id: int @primaryKey }",
              "",
              "select 1",
              "alter table t add g int generated always as (v + 1) stored",
              Reaction.EITHER,
              ONE + "table column" + AT + "t.g."),
          usedByUnmanaged(
              "policy",
              RETYPED,
              "create policy p on t using (v > 1)",
              ONE + "policy p on" + AT + "t."),
          usedByUnmanaged(
              "function",
              DROPPED,
              "create function f() returns int begin atomic select max(v) from t; end",
              ONE + "function" + AT + "f()."),
          ofEnum(
              "function",
              "create function f(e) returns int language sql as 'select 1'",
              "function" + AT + "f(\"We\"\"ird 'schema'\".e)."),
          ofEnum("array column", "create table o (v e[])", "table column" + AT + "o.v."),
          ofEnum(
              "foreign table",
              "create foreign data wrapper w; create server s foreign data wrapper w;"
                  + " create foreign table o (v e) server s",
              "foreign table column" + AT + "o.v."),
          ofEnum("domain", "create domain d as e", "type" + AT + "d."),
          ofEnum("range", "create type r as range (subtype = e)", "type" + AT + "r."),
          ofEnum("composite type", "create type c as (v e)", "composite type column" + AT + "c.v."),
          ofEnum(
              "cast",
              "create cast (e as int) with inout",
              "cast (" + AT.strip() + "e AS integer)."),
          ofEnum(
              "default of a column",
              "create table o (v text default 'A'::e::text)",
              "table column" + AT + "o.v."),
          ofEnum(
              "check",
              "create table o (v text, constraint k check (v <> 'A'::e::text))",
              "table constraint k on" + AT + "o."),
          ofEnum(
              "index",
              "create table o (v text); create index i on o (v) where ('A'::e < 'B'::e)",
              "index" + AT + "i."),
          ofEnum("view", "create view o as select 'A'::e as v", "view" + AT + "o."),
          usedByUnmanaged(
              "row type",
              RETYPED,
              "create table other (r t)",
              ONE + "table column" + AT + "other.r."),
          new Case(
              "table behind a view and a foreign key",
              "entity T { id: int @primaryKey }\nentity U { id: int @primaryKey }",
              "entity U { id: int @primaryKey }",
              "",
              "create index on t (id)",
              "create view v as select 1 from t",
              Reaction.REFUSES,
              "1 object that kizaki does not manage uses T: view" + AT + "v."),
          new Case(
              "foreign key of another table",
              "entity T { id: int @primaryKey }\nentity U { id: int @primaryKey }",
              "entity U { id: int @primaryKey }",
              "",
              "select 1",
              "create table o (t int references t)",
              Reaction.REFUSES,
              "1 object that kizaki does not manage uses T: table constraint o_t_fkey on"
                  + AT
                  + "o."));

  private static String taken(String type, String value) {
    return "1 row of T holds a value of v that " + type + " does not take: id 4 (" + value + ").";
  }

  private static String changed(String from, String to) {
    return "1 row of T holds a value of v that would change: id 4 ("
        + from
        + " becomes "
        + to
        + ").";
  }

  @TestFactory
  Stream<DynamicTest> everyCheckAgreesWithPostgres() {
    return IntStream.of(MAJORS)
        .boxed()
        .flatMap(
            major ->
                CASES.stream()
                    .map(
                        each ->
                            DynamicTest.dynamicTest(
                                each.name() + " on " + major, () -> check(each, major))));
  }

  private static void check(Case each, int major) throws SQLException {
    try (CheckedTransition transition =
        new CheckedTransition(major, each.before(), each.after(), each.answers())) {
      transition.execute(each.good());
      assertThat(transition.found()).isEmpty();
      assertThat(transition.refusal()).isEmpty();

      transition.execute(each.bad());
      assertThat(transition.found())
          .extracting(CheckOutcome.Found::problem)
          .containsExactly(each.problem());
      if (each.reaction() != Reaction.EITHER) {
        assertThat(transition.refusal().isPresent()).isEqualTo(each.reaction() == Reaction.REFUSES);
      }
    }
  }

  @Test
  void postponesACheckThatTakesTooLong() throws SQLException {
    try (CheckedTransition transition =
        new CheckedTransition(
            18,
            "entity T { id: int @primaryKey, v: int? }",
            "entity T { id: int @primaryKey, v: int? @unique }",
            "")) {
      transition.execute("insert into t select n, n from generate_series(1, 300000) as n");
      assertThat(transition.outcomes(Duration.ofMillis(1)).values())
          .containsExactly(new CheckOutcome.Unfinished("in 1 ms"));
      assertThat(transition.found()).isEmpty();
    }
  }
}
