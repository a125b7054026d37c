package dev.kizaki.engine.postgres;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The inverse of a rename of a table or column. A recorded name that the rename makes the derived
 * one would follow the rename back, so it is restored by a statement of its own.
 */
final class RecordedInverse {
  private RecordedInverse() {}

  /**
   * @param reversed the rename back
   * @param before the entity before the rename
   */
  static Inverse of(PlanStatement rename, PlanStatement reversed, Entity before) {
    List<PlanStatement> statements = new ArrayList<>(List.of(reversed));
    if (RecordedNames.hasNames(before)) {
      Shape base = Shape.of(List.of(), List.of(), List.of(before));
      Replay replay = new Replay(base, List.of(rename, reversed));
      replay.apply(rename);
      replay.apply(reversed);
      for (Difference difference : ShapeDiffer.compare(replay.shapeSoFar(), base)) {
        if (difference instanceof Difference.DependentRenamed name) {
          statements.add(new RenameDependent(name.element(), name.before(), name.after()));
        }
      }
    }
    return new Inverse.Statements(statements);
  }
}
