package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.Selections;
import dev.kizaki.engine.plan.text.PlanComments;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The latest migration while no database has applied it.
 *
 * @param base the shape before it; its plan can be executed on that shape
 * @param comments the comments of its plan file
 * @param edited whether a person wrote or changed the plan, so that the snapshot in the same
 *     directory does not agree with it
 */
public record Draft(Shape base, Plan plan, PlanComments comments, boolean edited) {
  public Draft {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(comments, "comments");
  }

  /** The shape that its plan leads to, with the first choice of each open block. */
  Shape reached() {
    return Replay.run(base, Plan.statements(plan.lines(), Decision.EITHER));
  }

  /** Its lines before the first open one; none if no line is open. */
  List<PlanLine> linesBeforeQuestions() {
    return plan.isResolved()
        ? List.of()
        : plan.lines().stream().takeWhile(line -> !line.item().isOpen()).toList();
  }

  /** The shape that its first lines lead to; absent if these are none, or if no schema has it. */
  Optional<Shape> reachedBy(List<PlanLine> start) {
    try {
      return start.isEmpty()
          ? Optional.empty()
          : Optional.of(Replay.run(base, Plan.statements(start, Decision.EITHER)));
    } catch (PlanFault fault) {
      return Optional.empty();
    }
  }

  /** Whether its plan leads to the schema, with each combination of choices of its open blocks. */
  boolean leadsTo(Shape schema) {
    return Selections.of(plan.lines()).stream().allMatch(each -> leadsTo(schema, each));
  }

  private boolean leadsTo(Shape schema, List<PlanStatement> statements) {
    try {
      return Planner.agrees(Replay.run(base, statements), schema);
    } catch (PlanFault fault) {
      return false;
    }
  }

  /** The lines of its plan, with the comments that they have in the file. */
  List<PlanLine> lines() {
    return comments.linesOf(plan);
  }
}
