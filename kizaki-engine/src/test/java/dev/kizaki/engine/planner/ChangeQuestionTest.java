package dev.kizaki.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Questions of a plan are values; the comments of the plan are generated from them. */
final class ChangeQuestionTest {
  private static PlanLine open(String before, String after) {
    List<PlanLine> lines =
        Planner.plan(shape(before), shape(after), Answers.none(), List.of(), false).lines().stream()
            .filter(line -> line.item().isOpen())
            .toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).above()).isEmpty();
    assertThat(lines.get(0).beside()).isEmpty();
    return lines.get(0);
  }

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("schema", schema)).tree()),
            Optional.empty())
        .shape()
        .orElseThrow();
  }

  @Test
  void aRenameHasItsEvidenceConsequencesAndCandidates() {
    PlanLine line =
        open(
            "entity T { name: string  old: int  other: int }",
            "entity T { name: string  fresh: int? }");
    RenameQuestion question = (RenameQuestion) line.question().orElseThrow();
    assertThat(question.isJoined()).isFalse();
    OpenRename rename = question.renames().get(0);
    assertThat(rename.rename()).isEqualTo(new RenameField("T", "old", "fresh"));
    assertThat(rename.evidence()).containsExactly("both int");
    assertThat(rename.consequences())
        .isEqualTo(
            new ChoiceConsequences(
                "rows keep their values", "values of old are deleted, rows get null"));
    assertThat(rename.rivals()).extracting(NamedElement::path).containsExactly("T.other");
    assertThat(line.printedAbove())
        .containsExactly(
            "T.old is gone, T.fresh is new, both int. One field renamed, or two fields?",
            "Renamed: rows keep their values. Two fields: values of old are deleted, rows get"
                + " null.",
            "Also possible: T.other -> T.fresh.");
    assertThat(question.asked()).doesNotContain(line.printedAbove().get(1)).hasSize(2);
  }

  @Test
  void renamesThatDependOnEachOtherAreOneQuestion() {
    PlanLine line =
        open(
            "enum Old { A, B } entity T { name: string  due: date  kind: Old }",
            "enum New { A, B } entity U { name: string  due: date  kind: New }");
    RenameQuestion question = (RenameQuestion) line.question().orElseThrow();
    assertThat(question.isJoined()).isTrue();
    assertThat(question.renames()).hasSize(2);
    assertThat(line.printedAbove()).endsWith(Comments.TOGETHER);
    assertThat(question.asked()).containsOnlyOnce(Comments.TOGETHER);
  }

  @Test
  void aConversionMayAskForABackfillToo() {
    PlanLine line = open("entity T { points: string? }", "entity T { points: int }");
    ConversionQuestion question = (ConversionQuestion) line.question().orElseThrow();
    assertThat(question.reason()).isEqualTo(ConversionQuestion.Reason.TYPE);
    assertThat(question.example()).contains(ExampleAnswer.keeping("sql(\"points::int\")"));
    assertThat(question.backfill().orElseThrow().example()).contains("0");
    assertThat(line.printedBeside().orElseThrow())
        .startsWith(question.asked().get(0) + " Such as using sql(\"points::int\") backfill 0");
  }

  @Test
  void aRemovedValueHasAnExample() {
    PlanLine line = open("enum S { A, B } entity T { s: S }", "enum S { A } entity T { s: S }");
    assertThat(line.question()).contains(new RemovedValueQuestion("S", "B", Optional.of("A")));
    assertThat(line.printedBeside())
        .contains("what becomes of rows that hold B? Such as S.B -> S.A");
  }

  @Test
  void lookingUpAnAnswerDoesNotUseIt() {
    NamedElement field = SchemaElement.field("T", "a");
    Answers answers = new Answers(List.of(new Answer.Drop(field, Optional.empty())), List.of());
    assertThat(answers.drop(field, "b")).isPresent();
    assertThat(answers.unused()).hasSize(1);
    answers.useDrop(field);
    assertThat(answers.unused()).isEmpty();
  }
}
