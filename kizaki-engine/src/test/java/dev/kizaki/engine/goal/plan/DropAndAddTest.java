package dev.kizaki.engine.goal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.draft.MigrationPlanner;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The answer {@code drop and add}. */
class DropAndAddTest {
  private static final Shape BEFORE =
      shape(
          """
          entity Item { a: string  oldName: string }
          entity Audit { at: datetime }
          entity Note { text: string  n: int  code: string }
          """);
  private static final Shape AFTER =
      shape(
          """
          entity Thing { a: string  newName: string }
          entity Trace { on: date }
          entity Note { body: string  m: int  legacyCode: string?  code: int? }
          """);

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("schema", schema)).tree()),
            Optional.empty())
        .shape()
        .orElseThrow();
  }

  private final List<String> reported = new ArrayList<>();

  private PlannedMigration plan(String given) {
    MigrationPlanner planner = new MigrationPlanner(BEFORE, AFTER, false, Optional.empty());
    AnswerReader.Result read = AnswerReader.read(SourceText.of("answers", given), AFTER);
    assertThat(read.diagnostics()).isEmpty();
    assertThat(read.dropsAndAdds()).isTrue();
    List<Answer> settled = DropAndAdd.settle(read.answers(), planner::with, reported::add);
    PlannedMigration planned = planner.with(settled);
    assertThat(planned.unused()).isEmpty();
    return planned;
  }

  private static List<String> subjects(PlannedMigration planned) {
    return planned.plan().questions().stream().map(each -> each.subject()).toList();
  }

  @Test
  void settlesEachRenameAndLeavesTheValuesOpen() {
    PlannedMigration planned = plan("drop and add");
    assertThat(subjects(planned))
        .containsExactly("Note.body backfill", "Note.m backfill", "Note.code using");
    assertThat(planned.text("0002_x"))
        .contains("drop entity Item", "drop entity Audit", "drop Note.text", "drop Note.n");
    assertThat(reported)
        .containsExactly("`drop and add` drops 2 entities, with all rows: Item, Audit.");
  }

  @Test
  void aMoreSpecificAnswerWins() {
    PlannedMigration planned =
        plan(
            "drop and add; rename entity Item -> Thing; rename Note.n -> Note.m;"
                + " rename Note.code -> Note.legacyCode");
    assertThat(planned.text("0002_x"))
        .contains(
            "rename entity Item -> Thing",
            "rename Note.n -> Note.m",
            "rename Note.code -> Note.legacyCode",
            "drop Thing.oldName",
            "drop Note.text");
    assertThat(reported).containsExactly("`drop and add` drops an entity, with all rows: Audit.");
  }

  @Test
  void isNoErrorWhereNothingIsInQuestion() {
    plan(
        "drop and add; drop entity Item; drop entity Audit; drop Note.text; drop Note.n;"
            + " change Note.code");
    assertThat(reported).isEmpty();
  }
}
