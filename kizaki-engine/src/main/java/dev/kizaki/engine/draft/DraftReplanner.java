package dev.kizaki.engine.draft;

import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.review.DataLoss;
import java.util.List;

/**
 * Makes the plan that replaces a draft: one that no longer leads to the schema, or one for which
 * answers are given.
 *
 * <ol>
 *   <li>Compare: plan from the base to the schema, with the given answers and those of the draft.
 *       This finds everything that follows from the two shapes.
 *   <li>Find the hand-written statements of the draft ({@link HandWrittenStatements}). No
 *       comparison finds these: statements over rows, or a swap of two names.
 *   <li>Place them ({@link HandWrittenPlacement}): find a plan that leads to the schema and
 *       contains as many of them as possible, in the order of the draft.
 *   <li>Copy the comments that a person wrote to the new lines ({@link KeptComments}).
 *   <li>List what the draft contains and the new plan does not ({@link DraftLosses}).
 * </ol>
 */
final class DraftReplanner {
  private DraftReplanner() {}

  /**
   * The plan that replaces the draft.
   *
   * @param given answers that the user gives now; they override those of the draft
   */
  static PlannedMigration replan(MigrationPlanner planner, Draft draft, List<Answer> given) {
    PlanCandidates candidates = new PlanCandidates(planner, draft, given);
    HandWrittenStatements handWritten = HandWrittenStatements.of(draft, planner.isFirst());
    HandWrittenPlacement placement = HandWrittenPlacement.of(handWritten, candidates);
    PlanCandidate chosen = placement.plan();
    GeneratedText generated = GeneratedText.of(draft, planner.isFirst());
    KeptComments comments =
        KeptComments.of(draft, chosen.lines(), generated.commentsWith(chosen.lines()));
    return new PlannedMigration(
        withLines(chosen.plan(), comments),
        false,
        draft.comments().head(),
        draft.comments().foot(),
        DraftLosses.of(draft, placement, comments.lost()),
        chosen.unusedAnswers());
  }

  private static PlannerResult withLines(PlannerResult plan, KeptComments comments) {
    return new PlannerResult(
        DataLoss.commented(comments.lines()), plan.target(), plan.schema(), plan.slug());
  }
}
