package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Objects;

/**
 * A migration of one branch.
 *
 * @param lines its plan, with the comments to keep
 */
public record BranchMigration(String name, List<PlanLine> lines) {
  public BranchMigration {
    Objects.requireNonNull(name, "name");
    lines = List.copyOf(lines);
  }

  /** The statements, with the first choice of each open block. */
  public List<PlanStatement> firstChoices() {
    return firstChoices(lines);
  }

  static List<PlanStatement> firstChoices(List<PlanLine> lines) {
    return Plan.statements(lines, Decision.EITHER);
  }
}
