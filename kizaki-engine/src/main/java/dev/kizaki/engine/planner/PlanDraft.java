package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the planner found.
 *
 * @param lines in order; empty where nothing differs
 * @param target the shape that the plan leads to
 * @param slug a name that follows from the change
 * @param alternatives the other renames that may be meant, by the rename that a block holds
 */
public record PlanDraft(
    List<PlanLine> lines,
    Shape target,
    String slug,
    Map<RenameStatement, List<RenameStatement>> alternatives) {
  public PlanDraft {
    lines = List.copyOf(lines);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(slug, "slug");
    alternatives = Map.copyOf(alternatives);
  }

  /** What the draft leaves open, in its order, with the answers to each. */
  public List<PlanQuestion> questions() {
    return DraftQuestions.of(this);
  }
}
