package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs dropped elements with added elements that they may have been renamed to. Each element is
 * part of at most one pair. The pair with the highest score is formed first; pairs of equal score
 * are formed in the order of the schema.
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
   */
  record Pair<T>(T dropped, T added, double score, List<String> evidence) {
    Pair {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * A pair with the other possibilities, the likeliest first.
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
    likeliestFirst.sort(Comparator.comparingDouble((Pair<T> pair) -> pair.score()).reversed());
    Map<T, List<T>> targets = new HashMap<>();
    Map<T, List<T>> origins = new HashMap<>();
    for (Pair<T> pair : likeliestFirst) {
      targets.computeIfAbsent(pair.dropped(), dropped -> new ArrayList<>()).add(pair.added());
      origins.computeIfAbsent(pair.added(), added -> new ArrayList<>()).add(pair.dropped());
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
              without(targets.get(pair.dropped()), pair.added()),
              origins.get(pair.added()).stream().filter(each -> !dropped.contains(each)).toList()));
    }
    return matches;
  }

  private static <T> List<T> without(List<T> all, T one) {
    return all.stream().filter(each -> !each.equals(one)).toList();
  }
}
