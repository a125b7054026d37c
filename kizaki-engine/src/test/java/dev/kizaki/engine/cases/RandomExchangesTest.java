package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.draft.Draft;
import dev.kizaki.engine.draft.MigrationPlanner;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.goal.plan.AnswerReader;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Two names are exchanged in a random schema that is changed further: each choice of the plan leads
 * to the schema, and to give the answers again changes nothing.
 */
@FullRun
final class RandomExchangesTest {
  private static final String NAME = "0002_x";

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void anExchangeWithOtherChangesLeadsToTheSchema(@ForAll long seed) {
    RandomSchema schema = new RandomSchema(new Random(seed));
    String before = schema.text();
    String answers = schema.exchangeNames();
    if (seed % 4 != 0) {
      schema.change();
    }
    String after = schema.text();
    try {
      check(before, after, answers);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(String.join("\n", before, after, answers, e.toString()), e);
    }
  }

  private static void check(String before, String after, String answers) {
    PlannedCase shapes =
        PlannedCase.of(
            new CaseFile("random", "random", Map.of(Section.BEFORE, before, Section.AFTER, after)));
    List<Answer> given =
        AnswerReader.read(SourceText.of("answers", answers), shapes.target()).answers();
    PlannedMigration first = planned(shapes, Optional.empty(), given);
    if (!first.unused().isEmpty()) {
      return; // The other changes dropped or renamed one of the two elements.
    }
    Plan plan = new Plan(NAME, first.plan().lines());
    PlannedCase exchanged =
        new PlannedCase(
            shapes.file(), shapes.before(), first.plan().target(), shapes.schema(), plan);
    CasesTest.checkText(exchanged);
    CasesTest.checkReplay(exchanged);
    if (first.isEmpty() || given.isEmpty()) {
      return;
    }
    PlannedMigration again = planned(shapes, Optional.of(first.text(NAME)), given);
    assertThat(withoutAlternatives(again)).isEqualTo(withoutAlternatives(first));
    assertThat(again.unused()).isEmpty();
    assertThat(again.lost()).isEmpty();
  }

  /** A field that the draft changes was not renamed, which the first plan could not know. */
  private static List<String> withoutAlternatives(PlannedMigration migration) {
    return migration
        .text(NAME)
        .lines()
        .filter(line -> !line.strip().startsWith("// Also possible: "))
        .toList();
  }

  private static PlannedMigration planned(
      PlannedCase shapes, Optional<String> draft, List<Answer> given) {
    Shape base = shapes.before();
    PlannedMigration planned =
        new MigrationPlanner(base, shapes.schema(), false, draft.map(text -> draft(base, text)))
            .with(given);
    DraftProof.require(base, planned.plan());
    return planned;
  }

  private static Draft draft(Shape base, String text) {
    PlanText read = PlanReader.read(SourceText.of("plan", text));
    return new Draft(base, read.plan(), read.comments(), false);
  }
}
