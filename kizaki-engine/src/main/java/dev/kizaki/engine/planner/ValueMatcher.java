package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.planner.RenameMatcher.Pair;
import dev.kizaki.engine.shape.EnumType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Pairs the values of one enum. Any removed value may have been renamed to any added value. */
final class ValueMatcher {
  /**
   * Place and order decide among pairs whose names are about equally similar. Together they stay
   * far below {@link Similarity#SIMILAR}.
   */
  private static final double SAME_PLACE = 0.1;

  private static final double SAME_ORDER = 0.05;

  private ValueMatcher() {}

  static List<Match<String>> match(
      EnumType before, EnumType after, BiPredicate<String, String> possible) {
    List<String> removed = onlyIn(before, after);
    List<String> added = onlyIn(after, before);
    List<Pair<String>> pairs = new ArrayList<>();
    for (String old : removed) {
      for (String current : added) {
        if (possible.test(old, current)) {
          double likeness = Similarity.of(old, current);
          boolean samePlace = before.values().indexOf(old) == after.values().indexOf(current);
          double score =
              likeness
                  + (samePlace ? SAME_PLACE : 0)
                  + SAME_ORDER / (1 + Math.abs(removed.indexOf(old) - added.indexOf(current)));
          pairs.add(
              new Pair<>(
                  old,
                  current,
                  score,
                  likeness >= Similarity.ALIKE
                      ? List.of("names alike")
                      : samePlace ? List.of("same place") : List.of(),
                  true));
        }
      }
    }
    return RenameMatcher.oneToOne(pairs);
  }

  private static List<String> onlyIn(EnumType one, EnumType other) {
    return one.values().stream().filter(value -> !other.values().contains(value)).toList();
  }
}
