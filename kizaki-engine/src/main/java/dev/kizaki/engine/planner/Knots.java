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
 * Blocks whose two ends have something in between. A block of a renamed enum adds the new enum and
 * drops the old one in its second choice; an entity that is new and has the one, and one that goes
 * and has the other, belong after its first and before its last statement. What is in between joins
 * both choices, and so do other blocks that are.
 */
final class Knots {
  private Knots() {}

  /**
   * @param shape what is there before the plan's drops, under the names after its settled renames
   */
  static List<PlanLine> untie(List<PlanLine> lines, Shape shape) {
    Map<Integer, PlanLine> result = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      result.put(i, lines.get(i));
    }
    for (SortedSet<Integer> knot : StatementOrder.knots(lines, shape)) {
      PlanLine joined = joined(knot.stream().map(lines::get).toList(), shape);
      result.keySet().removeAll(knot);
      result.put(knot.first(), joined);
    }
    return List.copyOf(result.values());
  }

  private static PlanLine joined(List<PlanLine> tied, Shape shape) {
    List<PlanStatement> either = new ArrayList<>();
    List<PlanStatement> or = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    int choices = 0;
    for (PlanLine line : tied) {
      if (line.item() instanceof Choice choice) {
        choices++;
        either.addAll(choice.either());
        or.addAll(choice.or());
        line.above().stream()
            .filter(comment -> !comment.equals(Comments.TOGETHER))
            .forEach(comments::add);
        choices += line.above().contains(Comments.TOGETHER) ? 1 : 0;
      } else {
        either.add((PlanStatement) line.item());
        or.add((PlanStatement) line.item());
      }
    }
    if (choices > 1) {
      comments.add(Comments.TOGETHER);
    }
    List<PlanStatement> renames =
        either.stream().filter(each -> StatementRank.of(each) == StatementRank.RENAMES).toList();
    return new PlanLine(
        new Choice(sorted(either, Renames.renamed(shape, renames)), sorted(or, shape)),
        comments,
        Optional.empty(),
        List.of());
  }

  private static List<PlanStatement> sorted(List<PlanStatement> statements, Shape shape) {
    return StatementOrder.sort(statements.stream().map(PlanLine::of).toList(), shape).stream()
        .map(line -> (PlanStatement) line.item())
        .toList();
  }
}
