package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.planner.PlannerResult;
import java.util.List;

/**
 * What the statements of a draft say about the time between the phases of a deploy: {@code back}
 * and {@code keep}. No comparison finds it, and it does not change where a plan leads.
 *
 * @param draft the statements of the draft outside of choices
 */
record KeptWords(List<PlanStatement> draft) {
  static KeptWords of(Plan draft) {
    return new KeptWords(HandWrittenStatements.statements(draft.lines()));
  }

  /** The plan, in which the same changes and drops have these words again. */
  PlannerResult in(PlannerResult plan) {
    return new PlannerResult(in(plan.lines()), plan.target(), plan.schema(), plan.slug());
  }

  List<PlanLine> in(List<PlanLine> lines) {
    return lines.stream()
        .map(
            line ->
                line.item() instanceof PlanStatement statement
                    ? line.withItem(with(statement))
                    : line)
        .toList();
  }

  private PlanStatement with(PlanStatement statement) {
    for (PlanStatement each : draft) {
      if (statement instanceof ChangeField change
          && change.back().isEmpty()
          && each instanceof ChangeField old
          && old.back().isPresent()
          && old.entity().equals(change.entity())
          && old.after().name().equals(change.after().name())
          && old.before().type().equals(change.before().type())
          && old.after().type().equals(change.after().type())) {
        return change.withBack(old.back());
      }
      if (statement instanceof DropField drop
          && drop.keep().isEmpty()
          && each instanceof DropField old
          && old.keep().isPresent()
          && old.withKeep(drop.keep()).equals(drop)) {
        return old;
      }
    }
    return statement;
  }
}
