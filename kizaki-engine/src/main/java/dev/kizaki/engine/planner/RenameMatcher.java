package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pairs dropped elements with added elements that they may have been renamed to. Each element is
 * part of at most one pair. Likely pairs are formed before unlikely ones, and of these the pair
 * with the highest score first; pairs of equal score are formed in the order of the schema.
 *
 * <p>The matcher of each kind of element finds the possible pairs and their scores: {@link
 * FieldMatcher}, {@link EntityMatcher}, {@link EnumMatcher}, {@link ValueMatcher}.
 */
final class RenameMatcher {
  /**
   * A dropped and an added element that may be one renamed element.
   *
   * @param score how likely the rename is; scores can only be compared among pairs of the same kind
   * @param evidence what suggests the rename, in the words of the plan's comment, the strongest
   *     first
   * @param likely whether something suggests the rename, apart from the fact that it would keep
   *     values
   */
  record Pair<T>(T dropped, T added, double score, List<String> evidence, boolean likely) {
    Pair {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * A pair with the other possibilities, the likeliest first. Unlikely ones are left out if the
   * pair is likely.
   *
   * @param others other added elements that the dropped one may have been renamed to
   * @param rivals other dropped elements that may have been renamed to the added one, and that have
   *     no pair themselves
   */
  record Match<T>(Pair<T> pair, List<T> others, List<T> rivals) {
    Match {
      others = List.copyOf(others);
      rivals = List.copyOf(rivals);
    }
  }

  private RenameMatcher() {}

  static <T> List<Match<T>> oneToOne(List<Pair<T>> pairs) {
    List<Pair<T>> likeliestFirst = new ArrayList<>(pairs);
    likeliestFirst.sort(
        Comparator.comparing((Pair<T> pair) -> pair.likely())
            .thenComparing(pair -> pair.score())
            .reversed());
    Map<T, List<Pair<T>>> byDropped = new HashMap<>();
    Map<T, List<Pair<T>>> byAdded = new HashMap<>();
    for (Pair<T> pair : likeliestFirst) {
      byDropped.computeIfAbsent(pair.dropped(), key -> new ArrayList<>()).add(pair);
      byAdded.computeIfAbsent(pair.added(), key -> new ArrayList<>()).add(pair);
    }
    Set<T> dropped = new HashSet<>();
    Set<T> added = new HashSet<>();
    List<Pair<T>> made = new ArrayList<>();
    for (Pair<T> pair : likeliestFirst) {
      if (!dropped.contains(pair.dropped()) && !added.contains(pair.added())) {
        dropped.add(pair.dropped());
        added.add(pair.added());
        made.add(pair);
      }
    }
    List<Match<T>> matches = new ArrayList<>();
    for (Pair<T> pair : made) {
      matches.add(
          new Match<>(
              pair,
              besides(pair, byDropped.get(pair.dropped())).map(Pair::added).toList(),
              besides(pair, byAdded.get(pair.added()))
                  .map(Pair::dropped)
                  .filter(each -> !dropped.contains(each))
                  .toList()));
    }
    return matches;
  }

  private static <T> Stream<Pair<T>> besides(Pair<T> pair, List<Pair<T>> all) {
    return all.stream()
        .filter(each -> !each.equals(pair))
        .filter(each -> each.likely() || !pair.likely());
  }
}
