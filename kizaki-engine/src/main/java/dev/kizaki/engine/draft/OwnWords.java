package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.planner.PlanDraft;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.Slug;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Shape;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What kizaki itself may have written into a draft: comments, and the name. Planning the draft's
 * own transition again says it, without its answers, with all of them, and with those that were
 * known when the draft asked the rest: some questions are only asked once others are answered. All
 * else is a person's.
 *
 * @param comments lines
 * @param slugs names
 */
record OwnWords(Set<String> comments, Set<String> slugs) {
  static OwnWords of(Draft draft, boolean isFirst) {
    Shape reached = draft.reached();
    List<Answer> all = KeptAnswers.of(draft.plan());
    List<Answer> deeds = all.stream().filter(OwnWords::isDeed).toList();
    Set<String> comments = new HashSet<>();
    Set<String> slugs = new HashSet<>();
    slugs.add(Slug.ofChange(draft.plan().lines(), isFirst));
    for (List<Answer> answers :
        new LinkedHashSet<>(
            List.of(
                List.<Answer>of(),
                deeds.stream().filter(OwnWords::isOuter).toList(),
                deeds,
                silent(draft),
                all))) {
      PlanDraft plan =
          Planner.plan(draft.base(), reached, new Answers(List.of(), answers), List.of(), isFirst);
      slugs.add(plan.slug());
      for (PlanLine line : plan.lines()) {
        comments.addAll(line.printedAbove());
        line.printedBeside().ifPresent(comments::add);
        comments.addAll(line.below());
      }
    }
    return new OwnWords(comments, slugs);
  }

  /** The answers of the lines without a comment: nothing was asked there. */
  private static List<Answer> silent(Draft draft) {
    List<PlanLine> silent =
        IntStream.range(0, draft.plan().lines().size())
            .filter(i -> draft.comments().items().get(i).all().isEmpty())
            .mapToObj(draft.plan().lines()::get)
            .toList();
    return KeptAnswers.of(new Plan(draft.plan().migration(), silent));
  }

  private static boolean isDeed(Answer answer) {
    return answer instanceof Answer.Rename || answer instanceof Answer.Drop;
  }

  private static boolean isOuter(Answer answer) {
    ElementKind kind =
        answer instanceof Answer.Rename rename
            ? rename.from().kind()
            : ((Answer.Drop) answer).subject().kind();
    return kind == ElementKind.ENTITY || kind == ElementKind.ENUM;
  }
}
