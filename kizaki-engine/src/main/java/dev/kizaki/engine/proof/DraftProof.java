package dev.kizaki.engine.proof;

import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.PlanDraft;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Proves a plan before it is written, with the first choice of each open block. */
public final class DraftProof {
  private DraftProof() {}

  /** The first statement that cannot stand where it stands. */
  public static Optional<PlanStatement> misfit(Shape base, PlanDraft draft) {
    List<PlanStatement> statements = statements(draft);
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
    Shape reached = Replay.run(base, statements(draft));
    if (!ShapeDiffer.compare(reached, draft.target()).isEmpty()) {
      throw new IllegalStateException("the plan does not lead to the schema");
    }
  }

  private static List<PlanStatement> statements(PlanDraft draft) {
    return draft.lines().stream().flatMap(DraftProof::first).toList();
  }

  private static Stream<PlanStatement> first(PlanLine line) {
    return line.item() instanceof Choice choice
        ? choice.either().stream()
        : Stream.of((PlanStatement) line.item());
  }
}
