package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Objects;

/**
 * A rebased migration.
 *
 * @param name the name that it had before
 * @param lines its new plan; empty if the upstream branch did all of it already
 * @param shape the shape that the plan leads to, with the first choice of each open block
 * @param done the old statements that are left out because the upstream branch contains them too
 */
public record RebasedMigration(
    String name, List<PlanLine> lines, Shape shape, List<PlanStatement> done) {
  public RebasedMigration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
    lines = List.copyOf(lines);
    done = List.copyOf(done);
  }
}
