package dev.kizaki.engine.planner;

import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.planner.RenameMatcher.Pair;
import dev.kizaki.engine.shape.EnumType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    Map<String, Integer> placesBefore = places(before.values());
    Map<String, Integer> placesAfter = places(after.values());
    List<Pair<String>> pairs = new ArrayList<>();
    for (int from = 0; from < removed.size(); from++) {
      String old = removed.get(from);
      for (int to = 0; to < added.size(); to++) {
        String current = added.get(to);
        if (possible.test(old, current)) {
          double likeness = Similarity.of(old, current);
          boolean samePlace = placesBefore.get(old).equals(placesAfter.get(current));
          double score =
              likeness + (samePlace ? SAME_PLACE : 0) + SAME_ORDER / (1 + Math.abs(from - to));
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
    Set<String> others = Set.copyOf(other.values());
    return one.values().stream().filter(value -> !others.contains(value)).toList();
  }

  private static Map<String, Integer> places(List<String> values) {
    return IntStream.range(0, values.size())
        .boxed()
        .collect(Collectors.toMap(values::get, place -> place));
  }
}
