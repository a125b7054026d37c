package dev.kizaki.engine.plan.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "add T.a: int backfill \"x\"|2:25 int takes a whole number from -2147483648 to 2147483647,"
            + " not \"x\"",
        "add T.a: boolean backfill 1|2:29 boolean takes true or false, not 1",
        "add T.a: int = 1.5|2:18 int takes a whole number from -2147483648 to 2147483647, not 1.5",
        "add T.a: int backfill null|2:25 null stands in update only",
        "add T.a: int = nextval()|2:18 nextval takes the name of one sequence of the schema",
        "add T.a: int = next()|2:18 a default function is one of now(), uuid(),"
            + " autoincrement(), serial() and nextval(…)",
        "add sequence S { size: 1 }|2:20 a sequence has no option 'size'",
        "change sequence S {} -> { increment: 0 }|2:29 a sequence cannot be incremented by 0",
        "add T.a: E = \"''\"|2:16 this cannot be a value of an enum",
        "add T.a: E = \"true\"|2:16 this cannot be a value of an enum",
        "add T.a: int?[]|2:12 the elements of an array cannot be null",
        "add T.a: decimal(10)|2:12 decimal needs a precision and a scale",
        "add entity T { a: int @primaryKey b: int @primaryKey }|2:14 T has more than one key",
        "add entity T { a: int a: int }|2:25 there are two fields a",
        "add entity T { a: int @unique([b]) }|2:7 there is no field T.b",
        "add enum E { }|2:12 E has no values",
        "add enum E { A, A }|2:19 the value A is listed twice",
        "add value E.A before F.B|2:24 both names must belong to E, and this one belongs to F",
        "drop value E.A -> F.B|2:21 both names must belong to E, and this one belongs to F",
        "rename T.a -> U.a|2:17 both names must belong to T, and this one belongs to U",
        "rename value E.A -> F.B|2:23 both names must belong to E, and this one belongs to F",
        "add unique T([a, a])|2:20 the field a is listed twice",
        "change T.a: int @unique -> int|2:19 @unique is not allowed in a change",
        "add system __Group|2:14 the only system entity is __User",
        "add system __User from \"s\".\"t\".\"c\": E|2:39 the type of the column must be a built-in"
            + " type, such as uuid",
        "update T set a = now()|2:20 update takes a literal, null or sql(\"…\")",
        "run sql(\"drop table t\")|2:11 run takes a statement that starts with insert, update,"
            + " delete, merge, select or with",
        "change T.a: int -> string using sql(\"a; b\")|2:39 the SQL holds a semicolon: it must be"
            + " one expression",
        "update T set a = sql(\"(\")|2:24 the SQL expression never closes a (",
      })
  void reportsAnErrorWithItsPosition(String statement, String expected) {
    PlanText plan =
        PlanReader.read(SourceText.of("plan", "migration \"0001_x\" {\n  " + statement + "\n}\n"));
    assertThat(messages(plan.diagnostics())).isEqualTo(expected);
  }

  @Test
  void reportsAllErrorsAtOnce() {
    PlanText plan =
        PlanReader.read(
            SourceText.of(
                "plan",
                """
                migration "0001_x" {
                  add enum E { }
                  add T.a: int backfill true
                }
                """));
    assertThat(messages(plan.diagnostics()))
        .isEqualTo(
            """
            2:12 E has no values
            3:25 int takes a whole number from -2147483648 to 2147483647, not true\
            """);
  }

  @Test
  void findsMarkersWithTheirPositions() {
    PlanText plan =
        PlanReader.read(
            SourceText.of(
                "plan",
                """
                migration "0002_x" {
                  [RESOLVE] either {
                    rename T.a -> T.b
                  } or {
                    drop T.a
                    add T.b: int backfill [RESOLVE]
                  }
                  change T.c: string? -> int using [RESOLVE] backfill [RESOLVE]
                  drop value E.A -> [RESOLVE]
                  update T set c = [RESOLVE]
                }
                """));
    assertThat(plan.markers().stream().map(marker -> marker.line() + ":" + marker.column()))
        .containsExactly("2:3", "8:36", "8:55", "9:21", "10:20");
    assertThat(plan.plan().isResolved()).isFalse();
  }

  @Test
  void anEntityWithoutAKeyGetsAnId() {
    PlanText plan =
        PlanReader.read(
            SourceText.of("plan", "migration \"0001_x\" { add entity T { name: string } }"));
    assertThat(PlanPrinter.print(plan.plan()))
        .isEqualTo(
            """
            migration "0001_x" {
              add entity T {
                id: uuid = uuid() @primaryKey
                name: string
              }
            }
            """);
  }

  private static String messages(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(
            problem ->
                problem.span().line() + ":" + problem.span().column() + " " + problem.message())
        .collect(Collectors.joining("\n"));
  }
}
