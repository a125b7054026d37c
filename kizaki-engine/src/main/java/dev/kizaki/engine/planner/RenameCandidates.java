package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds, for each dropped element, the added elements that are worth comparing in detail. It does
 * not compare every pair: an index finds the elements that share traits, such as a word of the
 * name, and rare traits count more. The time is linear in the number of dropped elements.
 */
final class RenameCandidates<T> {
  /** The largest number of candidates for one dropped element. */
  private static final int LIMIT = 16;

  /**
   * A trait that more added elements share is ignored: it does not distinguish them, and it would
   * cost the most time.
   */
  private static final int COMMON = 64;

  private final Function<T, Set<String>> traits;
  private final Map<String, List<Integer>> places = new HashMap<>();
  private final List<T> added;

  RenameCandidates(List<T> added, Function<T, Set<String>> traits) {
    this.added = List.copyOf(added);
    this.traits = traits;
    for (int i = 0; i < added.size(); i++) {
      for (String trait : traits.apply(added.get(i))) {
        places.computeIfAbsent(trait, key -> new ArrayList<>()).add(i);
      }
    }
  }

  /**
   * Returns the added elements that share a rare enough trait with the dropped one, those that
   * share most first.
   */
  List<T> of(T dropped) {
    Map<Integer, Double> shared = new LinkedHashMap<>();
    for (String trait : traits.apply(dropped)) {
      List<Integer> holders = places.getOrDefault(trait, List.of());
      if (holders.size() <= COMMON) {
        holders.forEach(place -> shared.merge(place, 1.0 / holders.size(), Double::sum));
      }
    }
    return shared.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(LIMIT)
        .map(entry -> added.get(entry.getKey()))
        .toList();
  }
}
