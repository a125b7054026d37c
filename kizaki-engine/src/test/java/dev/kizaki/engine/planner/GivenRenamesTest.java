package dev.kizaki.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.goal.plan.AnswerReader;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renames in answers that cannot be carried out. */
class GivenRenamesTest {
  private static final String BEFORE =
      "enum S { A, B } entity T { a: int  b: int  keep: int  s: S } entity Old { x: int  y: int }";
  private static final String AFTER =
      "enum S { A, C } entity T { c: int  d: int  keep: int  s: S } entity Fresh { x: int  y: int"
          + " }";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rename T.nothing -> T.c | there was no T.nothing",
        "rename T.a -> T.nothing | the schema has no T.nothing",
        "rename T.a -> T.keep | T.keep is not new",
        "rename U.a -> U.b | the schema has no entity U",
        "rename Fresh.x -> Fresh.y | entity Fresh is new: first state what it was renamed from",
        "rename entity Old -> T | entity T is not new",
        "rename value S.A -> S.B | the schema has no value S.B",
      })
  void rejectionsHaveAReason(String answer, String reason) {
    Answers answers = new Answers(read(answer), List.of());
    Planner.plan(shape(BEFORE), shape(AFTER), answers, List.of(), false);
    assertThat(answers.unused()).hasSize(1);
    assertThat(answers.unused().get(0).reason()).contains(reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rename T.a -> T.c; rename T.b -> T.c"
            + " | The answers `rename T.a -> T.c` and `rename T.b -> T.c` contradict each other:"
            + " both rename to T.c. Give one of them.",
        "rename T.a -> T.c; rename T.a -> T.d"
            + " | The answers `rename T.a -> T.c` and `rename T.a -> T.d` contradict each other:"
            + " both are about T.a. Give one of them.",
        "rename T.a -> T.c; drop T.a"
            + " | The answers `rename T.a -> T.c` and `drop T.a` contradict each other:"
            + " both are about T.a. Give one of them.",
        "rename T.a -> T.c; change T.a"
            + " | The answers `rename T.a -> T.c` and `change T.a` contradict each other:"
            + " both are about T.a. Give one of them.",
        "T.c backfill 0; T.c backfill 1"
            + " | The answers `T.c backfill 0` and `T.c backfill 1` contradict each other:"
            + " both are about T.c. Give one of them.",
        "S.B -> S.A; S.B -> none"
            + " | The answers `S.B -> S.A` and `S.B -> none` contradict each other:"
            + " both are about value S.B. Give one of them.",
      })
  void contradict(String answers, String problem) {
    assertThat(Contradictions.among(read(answers))).containsExactly(problem);
  }

  @Test
  void theSameTwiceAndAnswersOfOneFieldAreNoContradiction() {
    assertThat(
            Contradictions.among(
                read("rename T.a -> T.c; rename T.a -> T.c; T.c using none; T.c backfill 0")))
        .isEmpty();
  }

  private static List<Answer> read(String answers) {
    AnswerReader.Result read = AnswerReader.read(SourceText.of("answers", answers), shape(AFTER));
    assertThat(read.diagnostics()).isEmpty();
    return read.answers();
  }

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("schema", schema)).tree()),
            Optional.empty())
        .shape()
        .orElseThrow();
  }
}
