package dev.kizaki.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The ways to answer the open choices of a plan. Each choice is answered separately, so every
 * combination of answers must lead to the same shape.
 *
 * <p>Up to {@link #LIMIT} combinations are all listed. Of more, so many are listed that any two
 * choices are answered in all four ways; their number grows with the logarithm of the number of
 * choices.
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
    List<List<PlanStatement>> all = List.of(List.of());
    for (PlanItem item : items) {
      List<List<PlanStatement>> ways = new ArrayList<>();
      if (item instanceof Choice choice) {
        ways.addAll(all(choice.either()));
        ways.add(choice.or());
      } else {
        ways.add(List.of((PlanStatement) item));
      }
      all = all.stream().flatMap(start -> ways.stream().map(way -> joined(start, way))).toList();
    }
    return all;
  }

  private static List<PlanStatement> joined(List<PlanStatement> start, List<PlanStatement> rest) {
    List<PlanStatement> joined = new ArrayList<>(start);
    joined.addAll(rest);
    return joined;
  }

  /**
   * For each digit of the binary numbers of the choices, the choices are divided by that digit:
   * once those with a zero take the first side, once those with a one. Two choices differ in at
   * least one digit. A choice inside another one is divided while the outer one takes the first
   * side.
   */
  private static List<List<PlanStatement>> pairs(List<PlanItem> items) {
    List<List<PlanStatement>> pairs = new ArrayList<>();
    for (IntPredicate division : divisions(choices(items))) {
      pairs.add(
          selected(items, true, 0, (choice, number, outer) -> !outer || division.test(number)));
      pairs.add(
          selected(items, true, 0, (choice, number, outer) -> outer && division.test(number)));
      pairs.add(
          selected(
              items,
              true,
              0,
              (choice, number, outer) -> choices(choice.either()) > 0 || division.test(number)));
    }
    return pairs;
  }

  /** Decides which side of a choice is selected. */
  private interface Selection {
    /**
     * @param number the number of the choice, in the order of the plan
     * @param outer whether no other choice contains it
     */
    boolean isFirst(Choice choice, int number, boolean outer);
  }

  private static List<PlanStatement> selected(
      List<? extends PlanItem> items, boolean outer, int firstNumber, Selection selection) {
    List<PlanStatement> selected = new ArrayList<>();
    int number = firstNumber;
    for (PlanItem item : items) {
      if (item instanceof Choice choice) {
        selected.addAll(
            selection.isFirst(choice, number, outer)
                ? selected(choice.either(), false, number + 1, selection)
                : choice.or());
        number += 1 + choices(choice.either());
      } else {
        selected.add((PlanStatement) item);
      }
    }
    return selected;
  }

  private static int choices(List<? extends PlanItem> items) {
    return items.stream()
        .filter(Choice.class::isInstance)
        .mapToInt(item -> 1 + choices(((Choice) item).either()))
        .sum();
  }

  /** The divisions of this many numbers, and the two in which all are on one side. */
  private static List<IntPredicate> divisions(int numbers) {
    List<IntPredicate> divisions = new ArrayList<>(List.of(any -> true, any -> false));
    for (int digit = 1; digit < numbers; digit <<= 1) {
      int bit = digit;
      divisions.add(number -> (number & bit) == 0);
      divisions.add(number -> (number & bit) != 0);
    }
    return divisions;
  }
}
