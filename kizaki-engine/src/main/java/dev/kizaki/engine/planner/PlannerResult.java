package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Objects;

/**
 * What the planner found.
 *
 * @param lines in order; empty if the shapes do not differ
 * @param target the shape that the plan leads to
 * @param slug a name for the migration, derived from its changes
 */
public record PlannerResult(List<PlanLine> lines, Shape target, String slug) {
  public PlannerResult {
    lines = List.copyOf(lines);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(slug, "slug");
  }

  /** The open questions in the order of the plan, each with possible answers. */
  public List<PlanQuestion> questions() {
    return PlanQuestions.of(this);
  }
}
