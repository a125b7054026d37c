package dev.kizaki.engine.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An item of a plan with what it leaves open and with the comments that belong to it. Questions and
 * comments are for people: they are no part of a digest.
 *
 * @param question what the item leaves open; absent in a plan that was read from a file
 * @param above comment lines over the item, but for the question's
 * @param beside the comment at the end of its first line, but for the question's
 * @param below comment lines under it
 */
public record PlanLine(
    PlanItem item,
    Optional<Question> question,
    List<String> above,
    Optional<String> beside,
    List<String> below) {
  public PlanLine {
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(beside, "beside");
    above = List.copyOf(above);
    below = List.copyOf(below);
  }

  /** A line without a question. */
  public PlanLine(PlanItem item, List<String> above, Optional<String> beside, List<String> below) {
    this(item, Optional.empty(), above, beside, below);
  }

  /** A line without comments. */
  public static PlanLine of(PlanItem item) {
    return asking(item, Optional.empty());
  }

  /** A line whose comments are those of its question. */
  public static PlanLine asking(PlanItem item, Optional<? extends Question> question) {
    return new PlanLine(
        item, question.map(Question.class::cast), List.of(), Optional.empty(), List.of());
  }

  public PlanLine withItem(PlanItem other) {
    return new PlanLine(other, question, above, beside, below);
  }

  /** The same item and question with other comments. */
  public PlanLine withComments(List<String> above, Optional<String> beside, List<String> below) {
    return new PlanLine(item, question, above, beside, below);
  }

  /** The comment lines over the item as they are printed, the question's first. */
  public List<String> printedAbove() {
    return Stream.concat(question.stream().flatMap(each -> each.above().stream()), above.stream())
        .toList();
  }

  /** The comment beside the item as it is printed: the question's, if it has one. */
  public Optional<String> printedBeside() {
    return question.flatMap(Question::beside).or(() -> beside);
  }
}
