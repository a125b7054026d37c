package dev.kizaki.engine.draft;

import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanComments;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Objects;

/**
 * The latest migration while no database has applied it.
 *
 * @param base the shape that it starts from; its plan can stand there
 * @param comments those of its file
 * @param edited whether it was written or changed by hand, so that it holds what the snapshot
 *     beside it does not
 */
public record Draft(Shape base, Plan plan, PlanComments comments, boolean edited) {
  public Draft {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(comments, "comments");
  }

  /** The shape that it leads to as it stands, with the first choice of each open block. */
  Shape reached() {
    return Replay.run(base, DraftProof.either(plan.lines()));
  }

  /** Whether it leads to a schema as it stands, whatever is chosen in its open blocks. */
  boolean leadsTo(Shape schema) {
    return leadsTo(schema, DraftProof.either(plan.lines()))
        && (plan.isResolved() || leadsTo(schema, DraftProof.or(plan.lines())));
  }

  private boolean leadsTo(Shape schema, List<PlanStatement> statements) {
    try {
      Shape reached = Replay.run(base, statements);
      return ShapeDiffer.compare(reached, Planner.withSystemEntitiesOf(reached, schema)).isEmpty();
    } catch (PlanFault fault) {
      return false;
    }
  }

  /** Its lines with their comments, as the file has them. */
  List<PlanLine> lines() {
    return comments.linesOf(plan);
  }
}
