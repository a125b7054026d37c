package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs what is gone with what is new, where one may have become the other. Each takes part in one
 * pair at most; the likeliest pair is made first, ties fall in the order of the schema.
 *
 * <p>Which pairs there are and how likely each is, the matcher of each kind says: {@link
 * FieldMatcher}, {@link EntityMatcher}, {@link EnumMatcher}, {@link ValueMatcher}.
 */
final class RenameMatcher {
  /**
   * A pair that may be one renamed.
   *
   * @param score how likely; only the order among pairs of one kind means something
   * @param evidence what speaks for it, as the comment says it, the weightiest first
   */
  record Pair<T>(T gone, T added, double score, List<String> evidence) {
    Pair {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * A pair with what else was plausible, likeliest first.
   *
   * @param others newcomers that the gone one might have become as well
   * @param rivals others that might have become the newcomer, and have no pair of their own
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
    Map<T, List<T>> newcomers = new HashMap<>();
    Map<T, List<T>> origins = new HashMap<>();
    for (Pair<T> pair : likeliestFirst) {
      newcomers.computeIfAbsent(pair.gone(), gone -> new ArrayList<>()).add(pair.added());
      origins.computeIfAbsent(pair.added(), added -> new ArrayList<>()).add(pair.gone());
    }
    Set<T> gone = new HashSet<>();
    Set<T> added = new HashSet<>();
    List<Pair<T>> made = new ArrayList<>();
    for (Pair<T> pair : likeliestFirst) {
      if (!gone.contains(pair.gone()) && !added.contains(pair.added())) {
        gone.add(pair.gone());
        added.add(pair.added());
        made.add(pair);
      }
    }
    List<Match<T>> matches = new ArrayList<>();
    for (Pair<T> pair : made) {
      matches.add(
          new Match<>(
              pair,
              without(newcomers.get(pair.gone()), pair.added()),
              origins.get(pair.added()).stream().filter(each -> !gone.contains(each)).toList()));
    }
    return matches;
  }

  private static <T> List<T> without(List<T> all, T one) {
    return all.stream().filter(each -> !each.equals(one)).toList();
  }
}
