package dev.kizaki.engine.cases;

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

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void everyMigrationLeadsToTheCatalogOfItsSchema(@ForAll long seed) {
    RandomTransition transition = new RandomTransition(seed);
    try {
      PlannedCase planned = transition.planned();
      List<PlanStatement> statements = transition.statements();
      oracle.check(
          Oracle.Transition.of(planned.before(), planned.targetOf(statements), statements));
    } catch (SQLException | RuntimeException | AssertionError e) {
      throw new AssertionError(transition.toString(), e);
    }
  }
}
