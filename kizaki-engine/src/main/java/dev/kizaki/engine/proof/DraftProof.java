package dev.kizaki.engine.proof;

import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.PlanDraft;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Optional;

/** Proves a plan before it is written, with the first choice of each open block. */
public final class DraftProof {
  private DraftProof() {}

  /** The first statement that cannot stand where it stands. */
  public static Optional<PlanStatement> misfit(Shape base, PlanDraft draft) {
    return misfit(base, either(draft.lines()));
  }

  /** The first of these statements that cannot stand where it stands. */
  public static Optional<PlanStatement> misfit(Shape base, List<PlanStatement> statements) {
    Replay replay = new Replay(base, statements);
    for (PlanStatement statement : statements) {
      try {
        replay.apply(statement);
      } catch (PlanFault fault) {
        return Optional.of(statement);
      }
    }
    return Optional.empty();
  }

  /**
   * @throws IllegalStateException when the draft does not lead to its target: a mistake of ours,
   *     and nothing may be written
   */
  public static void require(Shape base, PlanDraft draft) {
    Optional<PlanStatement> misfit = misfit(base, draft);
    if (misfit.isPresent()) {
      throw new IllegalStateException(
          "the plan holds a statement out of place: " + StatementText.of(misfit.get()));
    }
    if (!leadsTo(base, either(draft.lines()), draft.target())) {
      throw new IllegalStateException("the plan does not lead to the schema");
    }
  }

  /** Whether statements can stand as they stand, and lead to the target. */
  public static boolean leadsTo(Shape base, List<PlanStatement> statements, Shape target) {
    try {
      return ShapeDiffer.compare(Replay.run(base, statements), target).isEmpty();
    } catch (PlanFault fault) {
      return false;
    }
  }

  /** The statements of a plan with the first choice of each open block. */
  public static List<PlanStatement> either(List<PlanLine> lines) {
    return Plan.statements(lines, Decision.EITHER);
  }

  /** The statements of a plan with the second choice of each open block. */
  public static List<PlanStatement> or(List<PlanLine> lines) {
    return Plan.statements(lines, Decision.OR);
  }
}
