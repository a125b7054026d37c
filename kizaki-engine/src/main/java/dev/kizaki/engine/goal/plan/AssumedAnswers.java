package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.PlanQuestion;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers to the open questions of a plan with which it can run on a database without rows: there
 * it does not matter which of the possible answers are taken.
 */
final class AssumedAnswers {
  /** An answer can raise further questions, but not without end. */
  private static final int MOST = 1000;

  private AssumedAnswers() {}

  /**
   * Finds the answers.
   *
   * @param answered the plan
   * @param planner makes the plan with other answers
   * @return none if no question is open; empty if a question is about the text of an object, which
   *     would have to be changed first, or if no answer is known
   */
  static Optional<List<Answer>> of(
      AnsweredPlan answered, Function<List<Answer>, PlannedMigration> planner) {
    List<Answer> assumed = new ArrayList<>();
    List<Answer> all = new ArrayList<>(answered.answers());
    PlannedMigration planned = answered.planned();
    while (!planned.plan().questions().isEmpty()) {
      PlanQuestion question = planned.plan().questions().get(0);
      AnswerReader.Result read =
          AnswerReader.read(
              SourceText.of("answer", question.examples().get(0)), planned.plan().target());
      boolean isAboutText = read.answers().stream().anyMatch(Answer.RightText.class::isInstance);
      if (isAboutText
          || !read.diagnostics().isEmpty()
          || all.containsAll(read.answers())
          || assumed.size() > MOST) {
        return Optional.empty();
      }
      assumed.addAll(read.answers());
      all.addAll(read.answers());
      planned = planner.apply(List.copyOf(all));
    }
    return Optional.of(assumed);
  }
}
