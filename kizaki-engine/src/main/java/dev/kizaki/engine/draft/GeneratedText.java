package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The comments that kizaki itself may have written into a draft. All others were written by a
 * person.
 *
 * <p>The text is found by planning the draft's own transition again. Some questions are asked only
 * after others are answered, so the planner runs with several sets of answers: without answers,
 * with all of them, and with those that were known when the other questions were asked.
 *
 * @param comments comment lines
 * @param questions those of them that ask a question
 */
record GeneratedText(Set<String> comments, Set<String> questions) {
  static GeneratedText of(Draft draft, boolean isFirst) {
    Set<String> comments = new HashSet<>();
    Set<String> questions = new HashSet<>();
    for (List<Answer> answers : answerSets(draft)) {
      FileQuestions.plannedAgain(draft, answers, isFirst).stream()
          .flatMap(plan -> plan.lines().stream())
          .forEach(
              line -> {
                comments.addAll(printed(line));
                line.question()
                    .ifPresent(
                        question -> {
                          questions.addAll(question.above());
                          question.beside().ifPresent(questions::add);
                        });
              });
    }
    return new GeneratedText(comments, questions);
  }

  private static List<String> printed(PlanLine line) {
    return Stream.of(
            line.printedAbove().stream(),
            line.printedInside().stream(),
            line.printedBeside().stream(),
            line.below().stream())
        .flatMap(lines -> lines)
        .toList();
  }

  /** The comments with those that the plan has that replaces the draft. */
  Set<String> commentsWith(List<PlanLine> plan) {
    Set<String> all = new HashSet<>(comments);
    plan.forEach(line -> all.addAll(printed(line)));
    return all;
  }

  /** The answers that the planner may have had when it wrote the draft. */
  private static Set<List<Answer>> answerSets(Draft draft) {
    List<Answer> all = KeptAnswers.of(draft.plan());
    List<Answer> renamesAndDrops =
        all.stream().filter(answer -> droppedOrRenamed(answer).isPresent()).toList();
    return new LinkedHashSet<>(
        List.of(
            List.<Answer>of(),
            renamesAndDrops.stream().filter(GeneratedText::isAboutRoot).toList(),
            renamesAndDrops,
            answersOfLinesWithoutComment(draft),
            all));
  }

  /** A line without a comment had no question. */
  private static List<Answer> answersOfLinesWithoutComment(Draft draft) {
    List<PlanLine> lines =
        IntStream.range(0, draft.plan().lines().size())
            .filter(i -> draft.comments().items().get(i).all().isEmpty())
            .mapToObj(draft.plan().lines()::get)
            .toList();
    return KeptAnswers.of(new Plan(draft.plan().migration(), lines));
  }

  private static boolean isAboutRoot(Answer answer) {
    return droppedOrRenamed(answer)
        .map(NamedElement::kind)
        .filter(kind -> kind != ElementKind.FIELD && kind != ElementKind.VALUE)
        .isPresent();
  }

  private static Optional<NamedElement> droppedOrRenamed(Answer answer) {
    if (answer instanceof Answer.Rename rename) {
      return Optional.of(rename.from());
    }
    return answer instanceof Answer.Drop drop ? Optional.of(drop.subject()) : Optional.empty();
  }
}
