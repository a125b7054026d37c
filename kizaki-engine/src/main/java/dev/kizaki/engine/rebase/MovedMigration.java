package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Objects;

/**
 * A migration on its new base.
 *
 * @param name the name it had
 * @param lines its plan over the new base; empty when the other branch did all of it already
 * @param shape what the plan leads to, with the first choice of each open block
 * @param done the statements, as they were, that the other branch did too, and that are left out
 */
public record MovedMigration(
    String name, List<PlanLine> lines, Shape shape, List<PlanStatement> done) {
  public MovedMigration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
    lines = List.copyOf(lines);
    done = List.copyOf(done);
  }

  /** Whether the plan asks something that the two branches disagree about. */
  public boolean hasQuestion() {
    return lines.stream().anyMatch(line -> line.item().isOpen());
  }
}
