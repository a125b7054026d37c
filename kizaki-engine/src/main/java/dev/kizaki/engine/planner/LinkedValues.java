package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Different values in an order. Whether there is a value, and what is beside it, is found without
 * reading the others.
 */
final class LinkedValues {
  private final Map<String, Optional<String>> following = new HashMap<>();
  private Optional<String> first = Optional.empty();

  LinkedValues(List<String> values) {
    for (int place = values.size() - 1; place >= 0; place--) {
      addAfter(Optional.empty(), values.get(place));
    }
  }

  boolean contains(String value) {
    return following.containsKey(value);
  }

  Optional<String> first() {
    return first;
  }

  /** The value after this one; empty if it is the last. */
  Optional<String> after(String value) {
    return following.get(value);
  }

  /**
   * Adds a value.
   *
   * @param previous the value before it; empty if it will be the first
   */
  void addAfter(Optional<String> previous, String value) {
    following.put(value, previous.map(following::get).orElse(first));
    previous.ifPresentOrElse(
        before -> following.put(before, Optional.of(value)), () -> first = Optional.of(value));
  }

  List<String> list() {
    List<String> all = new ArrayList<>();
    for (Optional<String> next = first; next.isPresent(); next = following.get(next.get())) {
      all.add(next.get());
    }
    return all;
  }
}
