package dev.kizaki.engine.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An item of a plan with its open question and its comments. Questions and comments are for people;
 * they are not part of a digest.
 *
 * @param question the open question of the item; empty in a plan that was read from a file
 * @param above the comment lines above the item, without those of the question
 * @param beside the comment at the end of its first line, if the question has none there
 * @param below the comment lines below the item
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

  /** The comment lines that are printed above the item; those of the question come first. */
  public List<String> printedAbove() {
    return Stream.concat(question.stream().flatMap(each -> each.above().stream()), above.stream())
        .toList();
  }

  /** The comment lines that are printed inside the item, above the choices that it contains. */
  public List<String> printedInside() {
    return question.stream().flatMap(PlanLine::inside).toList();
  }

  private static Stream<String> inside(Question question) {
    return question.inside().stream()
        .flatMap(each -> Stream.concat(each.above().stream(), inside(each)));
  }

  /**
   * The comment that is printed at the end of the first line: that of the question, if it has one.
   */
  public Optional<String> printedBeside() {
    return question.flatMap(Question::beside).or(() -> beside);
  }
}
