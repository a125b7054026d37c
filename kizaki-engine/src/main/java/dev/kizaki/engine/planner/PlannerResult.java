package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Objects;

/**
 * What the planner found.
 *
 * @param lines in order; empty where nothing differs
 * @param target the shape that the plan leads to
 * @param slug a name that follows from the change
 */
public record PlannerResult(List<PlanLine> lines, Shape target, String slug) {
  public PlannerResult {
    lines = List.copyOf(lines);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(slug, "slug");
  }

  /** What the draft leaves open, in its order, with the answers to each. */
  public List<PlanQuestion> questions() {
    return PlanQuestions.of(this);
  }
}
