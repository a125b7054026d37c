package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Merges a choice with the lines that must come between its first and its last statement, because
 * such lines have no place in the order. The lines become part of both choices, and so do other
 * choices of the same cycle.
 *
 * <p>Example: the second choice about a renamed enum adds the new enum and drops the old one. An
 * entity that is new and uses the new enum, and one that is dropped and uses the old enum, come
 * between the two.
 */
final class ChoiceMerger {
  private ChoiceMerger() {}

  /**
   * Makes one line of the lines of each cycle, at the place of its first.
   *
   * @param cycles places among the lines; no two share one
   * @param shape what exists before the plan's drops, under the names after its settled renames
   */
  static List<PlanLine> mergeCyclic(
      List<PlanLine> lines, List<SortedSet<Integer>> cycles, Shape shape) {
    Map<Integer, PlanLine> result = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      result.put(i, lines.get(i));
    }
    for (SortedSet<Integer> cycle : cycles) {
      PlanLine merged = merged(cycle.stream().map(lines::get).toList(), shape);
      result.keySet().removeAll(cycle);
      result.put(cycle.first(), merged);
    }
    return List.copyOf(result.values());
  }

  private static PlanLine merged(List<PlanLine> cycle, Shape shape) {
    List<PlanStatement> either = new ArrayList<>();
    List<PlanStatement> or = new ArrayList<>();
    List<RenameQuestion> questions = new ArrayList<>();
    for (PlanLine line : cycle) {
      if (line.item() instanceof Choice choice) {
        either.addAll(choice.either());
        or.addAll(choice.or());
        questions.add((RenameQuestion) line.question().orElseThrow());
      } else {
        either.add((PlanStatement) line.item());
        or.add((PlanStatement) line.item());
      }
    }
    List<PlanStatement> renames =
        either.stream().filter(each -> StatementRank.of(each) == StatementRank.RENAMES).toList();
    return PlanLine.asking(
        new Choice(
            StatementOrder.statements(either, Renames.renamed(shape, renames)),
            StatementOrder.statements(or, shape)),
        Optional.of(RenameQuestion.joined(questions)));
  }
}
