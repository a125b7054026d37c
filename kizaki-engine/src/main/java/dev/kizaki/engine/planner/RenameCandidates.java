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
 * Finds for each that is gone the newcomers worth a closer look, without looking at every pair: by
 * an index of traits, of which rare ones count more. The work is linear in what is gone.
 */
final class RenameCandidates<T> {
  /** So many newcomers are looked at for each that is gone. */
  private static final int LIMIT = 16;

  /** A trait that more newcomers have tells nothing, and would cost the most. */
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

  /** The newcomers that share a telling trait with this one, those that share most first. */
  List<T> of(T gone) {
    Map<Integer, Double> shared = new LinkedHashMap<>();
    for (String trait : traits.apply(gone)) {
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
