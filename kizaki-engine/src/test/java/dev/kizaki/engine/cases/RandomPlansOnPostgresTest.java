package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.phase.UndividedPlan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random pairs of schemas on a real server, checked by the {@link Oracle}. */
@FullRun
final class RandomPlansOnPostgresTest {
  private static Oracle oracle;

  @BeforeContainer
  static void open() throws SQLException {
    oracle = new Oracle(18, "public");
  }

  @AfterContainer
  static void close() throws SQLException {
    oracle.close();
  }

  /** Checks a transition. */
  @FunctionalInterface
  private interface Check {
    void of(Oracle oracle, Oracle.Transition transition) throws SQLException;
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void everyMigrationLeadsToTheCatalogOfItsSchema(@ForAll long seed) {
    check(seed, Oracle::check);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void everyMigrationLeadsThereInStages(@ForAll long seed) {
    check(seed, Oracle::checkOnline);
  }

  /** Most of such plans cannot be divided. */
  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void everyMigrationThatCanBeDividedLeadsThereInPhases(@ForAll long seed) {
    check(
        seed,
        (server, transition) -> {
          try {
            server.checkInPhases(transition, RenameWay.VIEWS);
          } catch (UndividedPlan undivided) {
            assertThat(undivided.reason()).doesNotContain("another schema");
          }
        });
  }

  private static void check(long seed, Check check) {
    RandomTransition transition = new RandomTransition(seed);
    try {
      PlannedCase planned = transition.planned();
      List<PlanStatement> statements = transition.statements();
      check.of(
          oracle, Oracle.Transition.of(planned.before(), planned.targetOf(statements), statements));
    } catch (SQLException | RuntimeException | AssertionError e) {
      throw new AssertionError(transition.toString(), e);
    }
  }
}
