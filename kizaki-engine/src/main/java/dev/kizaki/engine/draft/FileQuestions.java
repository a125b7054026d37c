package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.Question;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.planner.Planner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the open lines of a plan file their questions back. A file holds the comments that ask
 * them, and comments carry no meaning; so the draft's own transition is planned again with the
 * answers that the draft states.
 */
final class FileQuestions {
  private FileQuestions() {}

  /**
   * The draft's lines. Where a question is known its comments are not among the line's own. A line
   * that no comparison finds keeps its comments alone.
   */
  static List<PlanLine> of(Draft draft, boolean isFirst) {
    if (draft.plan().isResolved()) {
      return draft.lines();
    }
    Map<PlanItem, Question> questions = new HashMap<>();
    Answers stated = new Answers(List.of(), KeptAnswers.of(draft.plan()));
    Planner.plan(draft.base(), draft.reached(), stated, List.of(), isFirst)
        .lines()
        .forEach(line -> line.question().ifPresent(asked -> questions.put(line.item(), asked)));
    return draft.lines().stream()
        .map(line -> asking(line, Optional.ofNullable(questions.get(line.item()))))
        .toList();
  }

  private static PlanLine asking(PlanLine line, Optional<Question> question) {
    if (question.isEmpty()) {
      return line;
    }
    List<String> own = new ArrayList<>(question.get().above());
    own.addAll(PlanLine.asking(line.item(), question).printedInside());
    return new PlanLine(
        line.item(),
        question,
        line.above().stream().filter(comment -> !own.contains(comment)).toList(),
        line.beside().filter(comment -> !question.get().beside().equals(Optional.of(comment))),
        line.below());
  }
}
