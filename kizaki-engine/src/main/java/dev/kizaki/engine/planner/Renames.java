package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Objects;

/**
 * The renames between two shapes. All certain renames are carried out before the first question is
 * looked for, so that the evidence for a question, such as a field that two enums share, does not
 * depend on whether the draft has carried them out already.
 *
 * @param certain the renames that are certain, in the order in which they must be carried out
 * @param questions the renames that the user has to decide on
 * @param shape the base after the certain renames
 */
record Renames(List<PlanStatement> certain, List<OpenRename> questions, Shape shape) {
  Renames {
    certain = List.copyOf(certain);
    questions = List.copyOf(questions);
    Objects.requireNonNull(shape, "shape");
  }

  static Renames between(Shape base, Shape target, Answers answers) {
    CertainRenames certain = new CertainRenames(base, target, answers);
    List<OpenRename> questions = OpenRenames.of(certain, target, answers);
    new RejectedRenames(certain.shape(), target, answers).explain();
    return new Renames(certain.all(), questions, certain.shape());
  }

  /** Returns the shape after the renames. */
  static Shape renamed(Shape shape, List<? extends PlanStatement> renames) {
    return renames.isEmpty() ? shape : Replay.run(shape, List.copyOf(renames));
  }
}
