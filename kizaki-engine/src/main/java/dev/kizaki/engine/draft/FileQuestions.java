package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.Question;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.planner.NetRenames;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives the open lines of a plan file their questions back. A file holds the comments that ask
 * them, and comments carry no meaning; so the draft's own transition is planned again with the
 * answers that the draft states. What follows a start that a person wrote was planned from there,
 * so it is also planned from the first open line.
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
    Map<PlanItem, List<Question>> questions = new HashMap<>();
    for (PlannerResult plan : plannedAgain(draft, KeptAnswers.of(draft.plan()), isFirst)) {
      for (PlanLine line : plan.lines()) {
        line.question()
            .ifPresent(
                asked ->
                    questions.computeIfAbsent(line.item(), item -> new ArrayList<>()).add(asked));
      }
    }
    return draft.lines().stream()
        .map(line -> asking(line, questions.getOrDefault(line.item(), List.of())))
        .toList();
  }

  /** Plans the draft's own transition again, from its base and from its first open line. */
  static List<PlannerResult> plannedAgain(Draft draft, List<Answer> answers, boolean isFirst) {
    List<PlanLine> start = draft.linesBeforeQuestions();
    List<Answer.Rename> done = NetRenames.of(HandWrittenStatements.statements(start)).all();
    return Stream.concat(
            Stream.of(plan(draft.base(), draft, answers, isFirst)),
            draft
                .reachedBy(start)
                .map(
                    reached ->
                        plan(
                            reached,
                            draft,
                            answers.stream().filter(answer -> !done.contains(answer)).toList(),
                            isFirst))
                .stream())
        .toList();
  }

  private static PlannerResult plan(
      Shape from, Draft draft, List<Answer> answers, boolean isFirst) {
    return Planner.plan(from, draft.reached(), Answers.stated(answers), List.of(), isFirst);
  }

  /** Gives the line the question that its comments ask, or else the first one. */
  private static PlanLine asking(PlanLine line, List<Question> questions) {
    if (questions.isEmpty()) {
      return line;
    }
    Question question =
        questions.stream()
            .filter(each -> line.above().containsAll(each.above()))
            .findFirst()
            .orElse(questions.get(0));
    List<String> own = new ArrayList<>(question.above());
    own.addAll(PlanLine.asking(line.item(), Optional.of(question)).printedInside());
    return new PlanLine(
        line.item(),
        Optional.of(question),
        line.above().stream().filter(comment -> !own.contains(comment)).toList(),
        line.beside().filter(comment -> !question.beside().equals(Optional.of(comment))),
        line.below());
  }
}
