package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.plan.text.PlanComments;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Carries the comments of a draft over to the plan that takes its place. A comment moves with its
 * line, which is the line that says the same, or else the one about the same thing.
 */
final class KeptComments {
  private final List<PlanLine> lines;
  private final Set<String> own;
  private final List<String> lost = new ArrayList<>();

  /**
   * @param lines the new plan
   * @param own comments that nobody wrote by hand
   */
  KeptComments(List<PlanLine> lines, Set<String> own) {
    this.lines = new ArrayList<>(lines);
    this.own = own;
  }

  /** The lines with the draft's comments; see {@link #lost} for those without a line. */
  List<PlanLine> of(Draft draft) {
    for (int i = 0; i < draft.plan().lines().size(); i++) {
      keep(draft.plan().lines().get(i).item(), draft.comments().items().get(i));
    }
    List<String> tail = byHand(draft.comments().tail());
    if (lines.isEmpty()) {
      lost.addAll(tail);
    } else {
      int last = lines.size() - 1;
      PlanLine line = lines.get(last);
      List<String> below = new ArrayList<>(line.below());
      below.addAll(tail);
      lines.set(last, line.withComments(line.above(), line.beside(), below));
    }
    return List.copyOf(lines);
  }

  /** The comments whose line is gone. */
  List<String> lost() {
    return List.copyOf(lost);
  }

  private void keep(PlanItem item, PlanComments.OfItem comments) {
    PlanComments.OfItem kept =
        new PlanComments.OfItem(
            byHand(comments.above()),
            comments.beside().filter(comment -> !own.contains(comment)),
            byHand(comments.below()));
    OptionalInt line = line(item);
    if (line.isEmpty()) {
      lost.addAll(kept.all());
    } else {
      lines.set(line.getAsInt(), with(lines.get(line.getAsInt()), kept));
    }
  }

  private List<String> byHand(List<String> comments) {
    return comments.stream().filter(comment -> !own.contains(comment)).toList();
  }

  private OptionalInt line(PlanItem item) {
    OptionalInt same = find(i -> lines.get(i).item().equals(item));
    if (same.isPresent() || isAboutRows(item)) {
      return same;
    }
    Set<SchemaElement> topics = item.elements();
    OptionalInt alike =
        find(
            i ->
                lines.get(i).item() instanceof PlanStatement statement
                    && !isAboutRows(statement)
                    && topics.contains(statement.elementAfter()));
    return alike.isPresent()
        ? alike
        : find(
            i -> {
              Set<SchemaElement> common = new HashSet<>(lines.get(i).item().elements());
              common.retainAll(topics);
              return !common.isEmpty();
            });
  }

  /** What rows get says nothing of which statement it is. */
  private static boolean isAboutRows(PlanItem item) {
    return item instanceof UpdateRows || item instanceof RunSql;
  }

  private OptionalInt find(IntPredicate condition) {
    return IntStream.range(0, lines.size()).filter(condition).findFirst();
  }

  /**
   * What stood under a line goes over it: without the blank line behind it, it would be read as the
   * next line's.
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
