package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Merges a choice with the lines that must come between its first and its last statement, because
 * these lines cannot be ordered before or after the whole choice. The lines are added to both
 * sides, and so are the other choices on the same cycle.
 *
 * <p>Example: the second side of a choice about a renamed enum adds the new enum and drops the old
 * one. A new entity that uses the new enum, and a dropped entity that uses the old enum, must come
 * between these two statements.
 */
final class ChoiceMerger {
  private ChoiceMerger() {}

  /**
   * Merges the lines of each cycle into one line, at the position of the first of them.
   *
   * @param cycles positions in the lines; cycles share no positions
   * @param shape what exists before the drops of the plan, under the names after its certain
   *     renames
   * @param certain the certain renames
   */
  static List<PlanLine> mergeCyclic(
      List<PlanLine> lines,
      List<SortedSet<Integer>> cycles,
      Shape shape,
      Set<PlanStatement> certain) {
    Map<Integer, PlanLine> result = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      result.put(i, lines.get(i));
    }
    for (SortedSet<Integer> cycle : cycles) {
      PlanLine merged = merged(cycle.stream().map(lines::get).toList(), shape, certain);
      result.keySet().removeAll(cycle);
      result.put(cycle.first(), merged);
    }
    return List.copyOf(result.values());
  }

  private static PlanLine merged(List<PlanLine> cycle, Shape shape, Set<PlanStatement> certain) {
    List<PlanLine> either = new ArrayList<>();
    List<PlanLine> ofChoices = new ArrayList<>();
    List<PlanStatement> or = new ArrayList<>();
    List<OpenRename> renames = new ArrayList<>();
    for (PlanLine line : cycle) {
      if (line.item() instanceof Choice choice) {
        ofChoices.addAll(ChoiceLine.either(line));
        or.addAll(choice.or());
        renames.addAll(ChoiceLine.question(line).renames());
      } else {
        either.add(PlanLine.of(line.item()));
        or.add((PlanStatement) line.item());
      }
    }
    // The other renames of the cycle are certain, so the shape has their names.
    List<PlanStatement> made =
        ofChoices.stream()
            .map(PlanLine::item)
            .filter(PlanStatement.class::isInstance)
            .map(PlanStatement.class::cast)
            .filter(each -> StatementRank.of(each) == StatementRank.RENAMES)
            .toList();
    either.addAll(ofChoices);
    Shape after = Renames.renamed(shape, made);
    return ChoiceLine.of(
        renames,
        StatementOrder.ordered(RenamesInDatabase.exchanged(either, after), after, certain),
        StatementOrder.statements(or, shape, certain));
  }
}
