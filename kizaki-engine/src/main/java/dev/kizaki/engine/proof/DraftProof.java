package dev.kizaki.engine.proof;

import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.Selections;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Optional;

/** Proves a plan before it is written, with each combination of answers to its open choices. */
public final class DraftProof {
  private DraftProof() {}

  /** Returns the first of these statements that is invalid at its position. */
  public static Optional<PlanStatement> firstInvalid(Shape base, List<PlanStatement> statements) {
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
   * Requires that the draft leads to its target, whichever sides of its choices are taken.
   *
   * @throws IllegalStateException if it does not. This is an error in kizaki, and nothing may be
   *     written.
   */
  public static void require(Shape base, PlannerResult draft) {
    Selections.of(draft.lines()).forEach(statements -> require(base, statements, draft.schema()));
    Shape first = Replay.run(base, Plan.statements(draft.lines(), Decision.EITHER));
    if (!ShapeDiffer.compare(first, draft.target()).isEmpty()) {
      throw new IllegalStateException("the plan does not lead to the names in the database");
    }
  }

  private static void require(Shape base, List<PlanStatement> statements, Shape target) {
    Replay replay = new Replay(base, statements);
    for (PlanStatement statement : statements) {
      try {
        replay.prove(statement);
      } catch (PlanFault fault) {
        throw new IllegalStateException(
            "the plan has a statement at an invalid position: %s"
                .formatted(StatementText.of(statement)),
            fault);
      }
    }
    Shape reached;
    try {
      reached = replay.finish();
    } catch (PlanFault fault) {
      throw new IllegalStateException("the plan does not lead to a valid schema", fault);
    }
    if (!Planner.agrees(reached, target)) {
      throw new IllegalStateException("the plan does not lead to the schema");
    }
  }

  /** Whether the plan leads to its target, whichever sides of its choices are taken. */
  public static boolean holds(Shape base, PlannerResult draft) {
    return Selections.of(draft.lines()).stream()
        .allMatch(statements -> leadsTo(base, statements, draft.schema()));
  }

  /** Whether statements lead to a schema, with any names that it leaves open. */
  public static boolean leadsTo(Shape base, List<PlanStatement> statements, Shape target) {
    try {
      return Planner.agrees(Replay.run(base, statements), target);
    } catch (PlanFault fault) {
      return false;
    }
  }
}
