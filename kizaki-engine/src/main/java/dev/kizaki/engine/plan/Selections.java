package dev.kizaki.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The ways to answer the open choices of a plan. Each choice is answered separately, so every
 * combination of answers must lead to the same shape.
 *
 * <p>Up to {@link #LIMIT} combinations are all listed. Of more, so many are listed that any two
 * choices are answered in all four ways, or in the three that are possible if one is inside the
 * other; their number grows with the logarithm of the number of choices.
 */
public final class Selections {
  /** Six independent choices have as many combinations. */
  private static final int LIMIT = 64;

  private Selections() {}

  /** Returns the statements that are carried out, for each combination of answers. */
  public static List<List<PlanStatement>> of(List<PlanLine> lines) {
    List<PlanItem> items = lines.stream().map(PlanLine::item).toList();
    return count(items) <= LIMIT ? all(items) : pairs(items);
  }

  /** The number of combinations; more than {@link #LIMIT} are not counted exactly. */
  private static int count(List<? extends PlanItem> items) {
    int count = 1;
    for (PlanItem item : items) {
      if (item instanceof Choice choice && count <= LIMIT) {
        count *= count(choice.either()) + 1;
      }
    }
    return Math.min(count, LIMIT + 1);
  }

  private static List<List<PlanStatement>> all(List<? extends PlanItem> items) {
    List<List<PlanStatement>> all = List.of(new ArrayList<>());
    for (PlanItem item : items) {
      if (item instanceof Choice choice) {
        List<List<PlanStatement>> ways = new ArrayList<>(all(choice.either()));
        ways.add(choice.or());
        all = all.stream().flatMap(start -> ways.stream().map(way -> joined(start, way))).toList();
      } else {
        all.forEach(each -> each.add((PlanStatement) item));
      }
    }
    return all;
  }

  private static List<PlanStatement> joined(List<PlanStatement> start, List<PlanStatement> rest) {
    List<PlanStatement> joined = new ArrayList<>(start);
    joined.addAll(rest);
    return joined;
  }

  /**
   * On each level of choices inside choices, the choices are divided in ways of which one puts any
   * two on the sides that are asked for. The choices around them take the first side, and those
   * inside them all the first or all the second one.
   */
  private static List<List<PlanStatement>> pairs(List<PlanItem> items) {
    ChoiceLevels levels = ChoiceLevels.of(items);
    List<List<PlanStatement>> pairs = new ArrayList<>();
    for (int level = 0; level < levels.depth(); level++) {
      for (Division division : Division.of(levels.size(level))) {
        int divided = level;
        for (int second = level + 1; second <= levels.depth(); second++) {
          int after = second;
          pairs.add(
              selected(
                  items,
                  (place, number) -> place == divided ? division.isFirst(number) : place != after,
                  levels));
        }
      }
    }
    return pairs.stream().distinct().toList();
  }

  /**
   * @param isFirst whether the first side is taken, by the level of a choice and its number there
   */
  private static List<PlanStatement> selected(
      List<? extends PlanItem> items, BiPredicate<Integer, Integer> isFirst, ChoiceLevels levels) {
    List<PlanStatement> selected = new ArrayList<>();
    for (PlanItem item : items) {
      if (item instanceof Choice choice) {
        selected.addAll(
            isFirst.test(levels.level(choice), levels.number(choice))
                ? selected(choice.either(), isFirst, levels)
                : choice.or());
      } else {
        selected.add((PlanStatement) item);
      }
    }
    return selected;
  }
}
