package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random pairs of schemas, without a database. */
@FullRun
final class RandomPlansTest {
  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void everyPlanLeadsToItsTarget(@ForAll long seed) {
    RandomTransition transition = new RandomTransition(seed);
    try {
      CasesTest.checkText(transition.planned());
      CasesTest.checkReplay(transition.planned());
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(transition.toString(), e);
    }
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void thePlanDependsOnlyOnTheSchemas(@ForAll long seed) {
    RandomTransition transition = new RandomTransition(seed);
    assertThat(transition.plannedAgain().plan()).isEqualTo(transition.planned().plan());
  }
}
