package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanComments;
import dev.kizaki.engine.review.DataLoss;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The lines of a new plan with the comments of the draft that it replaces. A comment moves to the
 * line with the same statement, or else to the first line about the same element.
 *
 * @param lines the lines of the new plan
 * @param lost the comments for which there is no such line
 */
record KeptComments(List<PlanLine> lines, List<String> lost) {
  KeptComments {
    lines = List.copyOf(lines);
    lost = List.copyOf(lost);
  }

  /**
   * Moves the comments of the draft.
   *
   * @param plan the lines of the new plan
   * @param generated comments that kizaki wrote itself; these are not moved
   */
  static KeptComments of(Draft draft, List<PlanLine> plan, Set<String> generated) {
    List<String> tail = without(generated, draft.comments().tail());
    if (plan.isEmpty()) {
      return new KeptComments(plan, allComments(draft, generated, tail));
    }
    List<PlanLine> lines = new ArrayList<>(plan);
    List<String> lost = new ArrayList<>();
    for (int i = 0; i < draft.plan().lines().size(); i++) {
      PlanComments.OfItem kept = without(generated, draft.comments().items().get(i));
      OptionalInt place = placeOf(draft.plan().lines().get(i).item(), plan);
      if (place.isEmpty()) {
        lost.addAll(kept.all());
      } else {
        lines.set(place.getAsInt(), with(lines.get(place.getAsInt()), kept));
      }
    }
    int last = lines.size() - 1;
    lines.set(last, withTail(lines.get(last), tail));
    return new KeptComments(lines, lost);
  }

  private static List<String> allComments(Draft draft, Set<String> generated, List<String> tail) {
    List<String> all = new ArrayList<>(draft.comments().head());
    draft.comments().items().forEach(item -> all.addAll(without(generated, item).all()));
    all.addAll(tail);
    all.addAll(draft.comments().foot());
    return all;
  }

  private static PlanComments.OfItem without(Set<String> generated, PlanComments.OfItem comments) {
    return new PlanComments.OfItem(
        without(generated, comments.above()),
        comments.beside().filter(comment -> isKept(generated, comment)),
        without(generated, comments.below()));
  }

  private static List<String> without(Set<String> generated, List<String> comments) {
    return comments.stream().filter(comment -> isKept(generated, comment)).toList();
  }

  private static boolean isKept(Set<String> generated, String comment) {
    return !generated.contains(comment) && !DataLoss.isComment(comment);
  }

  /** The line with this item, or else the first one about the same element. */
  private static OptionalInt placeOf(PlanItem item, List<PlanLine> lines) {
    OptionalInt same = find(lines, line -> line.item().equals(item));
    if (same.isPresent() || HandWrittenStatements.isAboutRows(item)) {
      return same;
    }
    Set<SchemaElement> topics = item.elements();
    OptionalInt alike = find(lines, line -> isStatementAbout(topics, line.item()));
    return alike.isPresent()
        ? alike
        : find(lines, line -> !Collections.disjoint(line.item().elements(), topics));
  }

  /** Statements over rows are left out, because many of them may be about one element. */
  private static boolean isStatementAbout(Set<SchemaElement> topics, PlanItem item) {
    return item instanceof PlanStatement statement
        && !HandWrittenStatements.isAboutRows(statement)
        && topics.contains(statement.elementAfter());
  }

  private static OptionalInt find(List<PlanLine> lines, Predicate<PlanLine> condition) {
    return IntStream.range(0, lines.size()).filter(i -> condition.test(lines.get(i))).findFirst();
  }

  private static PlanLine withTail(PlanLine line, List<String> tail) {
    List<String> below = new ArrayList<>(line.below());
    below.addAll(tail);
    return line.withComments(line.above(), line.beside(), below);
  }

  /**
   * Comments that were below a line are written above it: below it they would be read as the
   * comments of the next line, because no blank line separates them.
   */
  private static PlanLine with(PlanLine line, PlanComments.OfItem kept) {
    List<String> above = new ArrayList<>(line.above());
    above.addAll(kept.above());
    boolean hasRoom = line.printedBeside().isEmpty();
    if (!hasRoom) {
      kept.beside().ifPresent(above::add);
    }
    above.addAll(kept.below());
    return line.withComments(above, hasRoom ? kept.beside() : line.beside(), line.below());
  }
}
