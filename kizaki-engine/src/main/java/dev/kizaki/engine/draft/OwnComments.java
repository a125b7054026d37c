package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.text.CommentEdit;
import dev.kizaki.engine.plan.text.PlanComments;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.review.DataLoss;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The comments of kizaki in a plan file whose statements stay as they are: the questions of items
 * that a person has answered in the file are removed, and the sentences about data loss are those
 * of the statements.
 */
public final class OwnComments {
  private OwnComments() {}

  /**
   * The plan with its comments brought up to date; the same plan if they are.
   *
   * @param text the text of the draft's plan
   * @param isFirst whether the migration is the first of its history
   */
  public static PlanText updated(Draft draft, PlanText text, boolean isFirst) {
    List<PlanItem> items = draft.plan().lines().stream().map(PlanLine::item).toList();
    boolean hasComments = draft.comments().items().stream().anyMatch(each -> !each.all().isEmpty());
    List<Optional<String>> losses = DataLoss.ofEach(items);
    if (!hasComments && losses.stream().allMatch(Optional::isEmpty)) {
      return text;
    }
    Set<String> answered = answeredQuestions(draft, isFirst);
    return CommentEdit.of(
        text,
        (item, comment) ->
            DataLoss.isComment(comment) || !items.get(item).isOpen() && answered.contains(comment),
        item -> losses.get(item).stream().toList());
  }

  /** The questions that the planner may have asked and that stand beside an answered item. */
  private static Set<String> answeredQuestions(Draft draft, boolean isFirst) {
    List<String> comments =
        IntStream.range(0, draft.plan().lines().size())
            .filter(i -> !draft.plan().lines().get(i).item().isOpen())
            .mapToObj(draft.comments().items()::get)
            .map(PlanComments.OfItem::all)
            .flatMap(List::stream)
            .filter(comment -> !DataLoss.isComment(comment))
            .toList();
    if (comments.isEmpty()) {
      return Set.of();
    }
    Set<String> questions = GeneratedText.of(draft, isFirst).questions();
    return comments.stream().filter(questions::contains).collect(Collectors.toUnmodifiableSet());
  }
}
