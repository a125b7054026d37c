package dev.kizaki.engine.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.goal.plan.AnswerReader;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a draft, and what is listed as lost. */
class MigrationPlannerTest {
  private static final String BASE = "entity Task { first: string  last: string  code: int }";

  /** The plan for this schema when the draft starts from {@link #BASE}. */
  private static PlannedMigration planned(
      String draft, String schema, String answers, boolean edited) {
    SourceText source = SourceText.of("plan.migration", draft);
    PlanText text = PlanReader.read(source);
    assertThat(text.diagnostics()).isEmpty();
    Shape target = shape(schema);
    List<Answer> given = AnswerReader.read(SourceText.of("answers", answers), target).answers();
    PlannedMigration planned =
        new MigrationPlanner(
                shape(BASE),
                target,
                false,
                Optional.of(new Draft(shape(BASE), text.plan(), text.comments(), edited)))
            .with(given);
    DraftProof.require(shape(BASE), planned.plan());
    if (!planned.isEmpty() && !planned.asItStands()) {
      SourceText again = SourceText.of("plan.migration", planned.text("0002_x"));
      PlannedMigration second =
          new MigrationPlanner(
                  shape(BASE),
                  target,
                  false,
                  Optional.of(
                      new Draft(
                          shape(BASE),
                          PlanReader.read(again).plan(),
                          PlanReader.read(again).comments(),
                          false)))
              .with(List.of());
      assertThat(second.asItStands()).as("planning again changes nothing").isTrue();
      assertThat(second.plan().questions())
          .as("the file's questions are those of the plan")
          .isEqualTo(planned.plan().questions());
    }
    return planned;
  }

  private static PlannedMigration planned(String draft, String schema) {
    return planned(draft, schema, "", false);
  }

  private static String plan(String... lines) {
    return "migration \"0002_x\" {\n" + String.join("", lines) + "}\n";
  }

  private static Shape shape(String schema) {
    return ShapeCompiler.compile(
            List.of(InspireParser.parseSchema(SourceText.of("s", schema)).tree()), Optional.empty())
        .shape()
        .orElseThrow();
  }

  private static final String SWAP =
      """
        // The form had the two the wrong way round.
        rename Task.first -> Task.spare
        rename Task.last -> Task.first
        rename Task.spare -> Task.last
      """;

  @Test
  void aSwapOfNamesIsKeptAlthoughNoSchemaChangeNeedsIt() {
    assertThat(planned(plan(SWAP), BASE).asItStands()).isTrue();
  }

  private static final String OF_PHASES =
      """
        rename Task.code -> Task.text
        change Task.text: int -> string back sql("text::int")
        expand update Task set text = "x" where sql("first = ''")
        drop Task.last keep "none"
      """;

  @Test
  void whatHoldsBetweenThePhasesIsKeptWhenTheSchemaChanges() {
    String schema = "entity Task { first: string  text: string  done: boolean = false }";
    PlannedMigration moved = planned(plan(OF_PHASES), schema);
    assertThat(moved.text("0002_x"))
        .contains("back sql(\"text::int\")")
        .contains("  expand update Task set text = \"x\"")
        .contains("drop Task.last keep \"none\"")
        .contains("add Task.done: boolean = false");
    assertThat(moved.lost()).isEmpty();
  }

  @Test
  void aSwapIsKeptWhenTheSchemaChangesAndChangesBack() {
    PlannedMigration moved = planned(plan(SWAP), BASE.replace("}", " done: boolean = false }"));
    String both = plan(SWAP, "  add Task.done: boolean = false\n");
    assertThat(moved.text("0002_x")).isEqualTo(both);
    assertThat(moved.lost()).isEmpty();
    assertThat(planned(both, BASE).text("0002_x")).isEqualTo(plan(SWAP));
  }

  @Test
  void statementsBeforeAHandWrittenOneStayBeforeIt() {
    PlannedMigration planned =
        planned(
            plan("  add Task.full: string backfill sql(\"first\")\n", SWAP),
            BASE.replace("}", " full: string due: date? }"));
    assertThat(planned.text("0002_x"))
        .isEqualTo(
            plan(
                "  add Task.full: string backfill sql(\"first\")\n",
                SWAP,
                "  add Task.due: date?\n"));
  }

  private static final String RETYPE =
      """
        add Task.code2: string backfill ""
        update Task set code2 = sql("'T' || code")
        // Data loss: the values of Task.code are deleted.
        drop Task.code
        rename Task.code2 -> Task.code
      """;

  @Test
  void aHandWrittenWayToTheSchemaIsKept() {
    String schema = BASE.replace("code: int", "code: string");
    assertThat(planned(plan(RETYPE), schema).asItStands()).isTrue();
    assertThat(planned(plan(RETYPE), schema.replace("}", " due: date? }")).text("0002_x"))
        .isEqualTo(plan(RETYPE, "  add Task.due: date?\n"));
  }

  @Test
  void aHandWrittenWayIsDroppedWhenTheSchemaChangesBack() {
    PlannedMigration back = planned(plan(RETYPE), BASE);
    assertThat(back.isEmpty()).isTrue();
    assertThat(back.lost())
        .containsExactly(
            "add Task.code2: string backfill \"\"",
            "update Task set code2 = sql(\"'T' || code\")",
            "drop Task.code",
            "rename Task.code2 -> Task.code");
  }

  @Test
  void answersAreKeptAndThoseThatDoNotFitAreListed() {
    String draft =
        plan(
            "  rename Task.first -> Task.given\n",
            "  add Task.points: int backfill 3\n",
            "  change Task.code: int -> string using sql(\"'T' || code\")\n");
    PlannedMigration planned =
        planned(
            draft,
            "entity Task { given: string  last: string  code: int  points: int  due: date? }");
    assertThat(planned.text("0002_x"))
        .isEqualTo(
            plan(
                "  rename Task.first -> Task.given\n",
                "  add Task.points: int backfill 3\n",
                "  add Task.due: date?\n"));
    assertThat(planned.lost()).containsExactly("Task.code using sql(\"'T' || code\")");
  }

  @Test
  void statementsOverRowsKeepTheirPlaceAmongTheStatementsThatStay() {
    String before =
        plan(
            "  update Task set code = 0 where sql(\"code < 0\")\n",
            "  change Task.code: int -> string\n");
    PlannedMigration planned =
        planned(before, BASE.replace("code: int", "code: string").replace("}", " due: date? }"));
    assertThat(planned.text("0002_x"))
        .isEqualTo(
            plan(
                "  update Task set code = 0 where sql(\"code < 0\")\n",
                "  add Task.due: date?\n",
                "  change Task.code: int -> string\n"));
  }

  @Test
  void aFieldThatWasChangedIsNotAskedAboutAgain() {
    PlannedMigration planned =
        planned(
            plan(
                "  add Task.lastName: string?\n",
                "  change Task.last: string -> int using sql(\"last::int\")\n"),
            "entity Task { first: string  last: int  lastName: string?  code: int  due: date? }");
    assertThat(planned.text("0002_x"))
        .isEqualTo(
            plan(
                "  add Task.lastName: string?\n",
                "  add Task.due: date?\n",
                "  // Data loss: the old values of Task.last are replaced by what `using` gives.\n",
                "  change Task.last: string -> int using sql(\"last::int\")\n"));
  }

  @Test
  void whatTheSchemaNeedsInAdditionFollowsTheStatementsOverRows() {
    PlannedMigration planned =
        planned(
            plan(
                "  add Task.points: int backfill 3\n",
                "  update Task set points = 4 where sql(\"code = 1\")\n",
                "  drop Task.last\n"),
            "entity Task { first: string?  code: int  points: bigint }");
    assertThat(planned.text("0002_x"))
        .isEqualTo(
            plan(
                "  add Task.points: bigint backfill [RESOLVE]     // required, no default: what do"
                    + " existing rows get? Such as backfill 0\n",
                "  update Task set points = 4 where sql(\"code = 1\")\n",
                "  change Task.first: string -> string?\n",
                "  // Data loss: the values of Task.last are deleted.\n",
                "  drop Task.last\n"));
    assertThat(planned.lost()).containsExactly("Task.points backfill 3");
  }

  @Test
  void statementsOverRowsThatLostTheirFieldAreListed() {
    PlannedMigration planned =
        planned(
            plan(
                "  add Task.points: int backfill 3\n",
                "  // Ask Bob.\n",
                "  update Task set points = 4\n",
                "  run sql(\"delete from task where code = 0\")\n"),
            BASE);
    assertThat(planned.text("0002_x"))
        .isEqualTo(plan("  run sql(\"delete from task where code = 0\")\n"));
    assertThat(planned.lost())
        .containsExactly("Task.points backfill 3", "update Task set points = 4", "// Ask Bob.");
  }

  @Test
  void handWrittenCommentsStayWithTheirLinesAndGeneratedOnesAreRemoved() {
    PlannedMigration planned =
        planned(
            "// Agreed on Monday.\n"
                + plan(
                    "  // Task.first is gone, Task.given is new, both string. One field renamed, or"
                        + " two fields?\n",
                    "  // Renamed: rows keep their values. Two fields: values of first are deleted,"
                        + " rows get what you say.\n",
                    "  // Yes, says Ann.\n",
                    "  rename Task.first -> Task.given\n",
                    "  add Task.points: int backfill 3     // required, no default: what do"
                        + " existing rows get? Such as backfill 0\n",
                    "  change Task.code: int -> bigint // for the import\n",
                    "  // Next: the reports.\n")
                + "// End.\n",
            "entity Task { given: string  last: string  code: bigint  points: int due: date? }");
    assertThat(planned.text("0002_x"))
        .isEqualTo(
            "// Agreed on Monday.\n"
                + plan(
                    "  // Yes, says Ann.\n",
                    "  rename Task.first -> Task.given\n",
                    "  add Task.points: int backfill 3\n",
                    "  add Task.due: date?\n",
                    "  change Task.code: int -> bigint     // for the import\n",
                    "  // Next: the reports.\n")
                + "// End.\n");
    assertThat(planned.lost()).isEmpty();
  }

  @Test
  void commentsInAnOpenBlockAreKept() {
    PlannedMigration planned =
        planned(
            plan(
                "  [RESOLVE] either {\n",
                "    // Ann thinks so.\n",
                "    rename Task.first -> Task.given\n",
                "  } or {\n",
                "    drop Task.first\n",
                "    add Task.given: string backfill [RESOLVE]\n",
                "  }\n"),
            "entity Task { given: string  last: string  code: int }",
            "rename Task.first -> Task.given",
            false);
    assertThat(planned.text("0002_x"))
        .isEqualTo(plan("  // Ann thinks so.\n", "  rename Task.first -> Task.given\n"));
  }

  @Test
  void aHandWrittenStatementThatTheSchemaContradictsIsListed() {
    PlannedMigration planned =
        planned(
            plan("  // Soon.\n", "  drop Task.last\n", "  add Task.due: date?\n"),
            BASE.replace("}", " due: date? }"),
            "",
            true);
    assertThat(planned.text("0002_x")).isEqualTo(plan("  add Task.due: date?\n"));
    assertThat(planned.lost()).containsExactly("drop Task.last", "// Soon.");
  }

  @Test
  void anUnchangedDraftKeepsItsOpenQuestions() {
    PlannedMigration planned =
        planned(
            plan("  // Soon.\n", "  drop Task.last\n"),
            "entity Task { given: string  code: int  points: int }",
            "",
            true);
    assertThat(planned.plan().questions()).hasSize(2);
  }

  @Test
  void anAnswerThatTheDraftStatesCountsAsUsed() {
    String schema = BASE.replace("}", " points: int }");
    String draft = plan(SWAP, "  add Task.points: int backfill 3\n");
    PlannedMigration again = planned(draft, schema, "Task.points backfill 3", false);
    assertThat(again.unused()).isEmpty();
    assertThat(again.text("0002_x")).isEqualTo(draft);
    PlannedMigration other = planned(draft, schema, "Task.points backfill 4", false);
    assertThat(other.text("0002_x")).isEqualTo(draft.replace("3", "4"));
    PlannedMigration strange = planned(draft, schema, "drop Task.code", false);
    assertThat(strange.unused())
        .extracting(unused -> unused.answer().text())
        .containsExactly("drop Task.code");
  }
}
