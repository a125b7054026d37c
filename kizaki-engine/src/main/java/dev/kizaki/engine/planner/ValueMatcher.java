package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.planner.RenameMatcher.Pair;
import dev.kizaki.engine.shape.EnumType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Pairs the values of one enum: any that is gone may have become any that is new. */
final class ValueMatcher {
  /**
   * Place and order choose among pairs whose names are about equally alike. Together they stay far
   * below {@link Similarity#SIMILAR}.
   */
  private static final double SAME_PLACE = 0.1;

  private static final double SAME_ORDER = 0.05;

  private ValueMatcher() {}

  static List<Match<String>> match(
      EnumType before, EnumType after, BiPredicate<String, String> possible) {
    List<String> gone = onlyIn(before, after);
    List<String> added = onlyIn(after, before);
    List<Pair<String>> pairs = new ArrayList<>();
    for (String old : gone) {
      for (String fresh : added) {
        if (possible.test(old, fresh)) {
          double likeness = Similarity.of(old, fresh);
          boolean samePlace = before.values().indexOf(old) == after.values().indexOf(fresh);
          double score =
              likeness
                  + (samePlace ? SAME_PLACE : 0)
                  + SAME_ORDER / (1 + Math.abs(gone.indexOf(old) - added.indexOf(fresh)));
          pairs.add(
              new Pair<>(
                  old,
                  fresh,
                  score,
                  likeness >= Similarity.ALIKE
                      ? List.of("names alike")
                      : samePlace ? List.of("same place") : List.of()));
        }
      }
    }
    return RenameMatcher.oneToOne(pairs);
  }

  private static List<String> onlyIn(EnumType one, EnumType other) {
    return one.values().stream().filter(value -> !other.values().contains(value)).toList();
  }
}
