package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.rebase.RebasedMigration;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random branches whose changes commute, on a real server: the {@link Oracle} checks each
 * migration.
 */
@FullRun
final class RandomBranchesOnPostgresTest {
  private static Oracle oracle;

  @BeforeContainer
  static void open() throws SQLException {
    oracle = new Oracle(18, "public");
  }

  @AfterContainer
  static void close() throws SQLException {
    oracle.close();
  }

  /** A transition without rows, because random keys and uniques may have fields of any type. */
  private static Oracle.Transition empty(
      Shape before, Shape target, List<PlanStatement> statements) {
    Set<String> entities = Set.copyOf(before.entityMap().keySet());
    return new Oracle.Transition(
        before, target, statements, List.of(), entities, List.of(), List.of());
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void rebasedMigrationsLeadToTheCatalogOfTheMergedSchema(@ForAll long seed) {
    RandomBranches branches = new RandomBranches(seed);
    if (branches.merged().isEmpty()) {
      return;
    }
    Shape before = branches.theirs().model().shape();
    try {
      for (RebasedMigration rebased : RandomBranchesTest.rebased(branches)) {
        List<PlanStatement> statements = RandomBranchesTest.statements(rebased);
        oracle.check(empty(before, rebased.shape(), statements));
        before = rebased.shape();
      }
    } catch (SQLException | RuntimeException | AssertionError e) {
      throw new AssertionError(branches.toString(), e);
    }
  }
}
