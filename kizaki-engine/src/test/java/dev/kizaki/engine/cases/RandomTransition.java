package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random pair of schemas with its plan, the same for the same seed. */
final class RandomTransition {
  private final CaseFile file;
  private final PlannedCase planned;
  private final Random random;

  RandomTransition(long seed) {
    this.random = new Random(seed);
    RandomSchema schema = new RandomSchema(random);
    String before = schema.text();
    schema.change();
    this.file =
        new CaseFile(
            "seed " + seed, "random", Map.of(Section.BEFORE, before, Section.AFTER, schema.text()));
    this.planned = PlannedCase.of(file);
  }

  PlannedCase planned() {
    return planned;
  }

  /** The same pair, planned a second time. */
  PlannedCase plannedAgain() {
    return PlannedCase.of(file);
  }

  /** The statements with every choice made at random. */
  List<PlanStatement> statements() {
    long choices = random.nextLong();
    return Resolution.of(planned.plan(), choice -> (choices >> choice & 1) == 0);
  }

  /** Both schemas and the plan, for the message of a failed test; a case can be made of it. */
  @Override
  public String toString() {
    return file.name()
        + "\n"
        + file.with(Section.PLAN, dev.kizaki.engine.plan.text.PlanPrinter.print(planned.plan()))
            .text();
  }
}
