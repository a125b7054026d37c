package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.draft.Draft;
import dev.kizaki.engine.draft.MigrationPlanner;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Drafts whose schema changes at random: the rewritten plan leads to the new schema, and planning
 * again changes nothing.
 */
@FullRun
final class RandomDraftsTest {
  private static final String NAME = "0002_x";

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void aRewrittenDraftLeadsToTheSchemaAndIsKept(@ForAll long seed) {
    Random random = new Random(seed);
    RandomSchema schema = new RandomSchema(random);
    String before = schema.text();
    schema.change();
    PlannedCase own = planned(before, schema.text());
    schema.change();
    PlannedCase next = planned(before, schema.text());
    long choices = random.nextLong();
    List<PlanStatement> statements =
        Resolution.of(own.plan(), choice -> (choices >> choice & 1) == 0);
    String text = PlanPrinter.print(new Plan(NAME, statements.stream().map(PlanLine::of).toList()));
    try {
      check(own.before(), text, next.schema());
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(before + "\n" + text + "\n" + schema.text(), e);
    }
  }

  private static PlannedCase planned(String before, String after) {
    return PlannedCase.of(
        new CaseFile("random", "random", Map.of(Section.BEFORE, before, Section.AFTER, after)));
  }

  private static void check(Shape base, String text, Shape schema) {
    PlannedMigration first = planning(base, text, schema).with(List.of());
    DraftProof.require(base, first.plan());
    List<String> answers =
        KeptAnswers.of(PlanReader.read(SourceText.of("plan", text)).plan()).stream()
            .map(Answer::text)
            .collect(Collectors.toList());
    assertThat(first.lost())
        .filteredOn(lost -> !isAddedAgain(lost))
        .as("only answers are lost")
        .isSubsetOf(answers);
    if (!first.isEmpty()) {
      String written = first.text(NAME);
      PlannedMigration second = planning(base, written, schema).with(List.of());
      assertThat(PlanPrinter.items(new Plan(NAME, second.plan().lines())))
          .isEqualTo(PlanPrinter.items(new Plan(NAME, first.plan().lines())));
    }
  }

  /** An object may have been in the way of the choice that was not taken. */
  private static boolean isAddedAgain(String statement) {
    return statement.startsWith("add object ");
  }

  private static MigrationPlanner planning(Shape base, String text, Shape schema) {
    PlanText read = PlanReader.read(SourceText.of("plan", text));
    return new MigrationPlanner(
        base, schema, false, Optional.of(new Draft(base, read.plan(), read.comments(), false)));
  }
}
