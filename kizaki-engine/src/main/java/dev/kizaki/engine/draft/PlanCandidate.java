package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.planner.UnusedAnswer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan that may replace a draft.
 *
 * @param plannedLines the lines that the planner wrote: all, or those after a start that was taken
 *     from the draft
 * @param answers the answers that were available to the planner, with which of them it used
 */
record PlanCandidate(PlannerResult plan, List<PlanLine> plannedLines, Answers answers) {
  PlanCandidate {
    plannedLines = List.copyOf(plannedLines);
  }

  List<PlanLine> lines() {
    return plan.lines();
  }

  /** The answers that the plan states, whether the planner asked for them or not. */
  Set<String> statedAnswers() {
    return statedAnswers(plan.lines());
  }

  /** The given answers that the planner did not ask for and that the plan does not state either. */
  List<UnusedAnswer> unusedAnswers() {
    Set<String> stated = statedAnswers();
    return answers.unused().stream()
        .filter(each -> !stated.contains(each.answer().text()))
        .toList();
  }

  static Set<String> statedAnswers(List<PlanLine> lines) {
    return KeptAnswers.of(new Plan("", lines)).stream()
        .map(Answer::text)
        .collect(Collectors.toSet());
  }
}
