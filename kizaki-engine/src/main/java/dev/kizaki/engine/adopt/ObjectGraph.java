package dev.kizaki.engine.adopt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What tables and objects depend on, each by a name of its own. */
final class ObjectGraph {
  private final Map<String, Set<String>> uses = new HashMap<>();

  void add(String user, String used) {
    if (!user.equals(used)) {
      uses.computeIfAbsent(user, any -> new LinkedHashSet<>()).add(used);
    }
  }

  /** Whether the first depends on the other, directly or through others. */
  boolean leads(String from, String to) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(uses.getOrDefault(from, Set.of()));
    while (!open.isEmpty()) {
      String each = open.pop();
      if (each.equals(to)) {
        return true;
      }
      if (seen.add(each)) {
        open.addAll(uses.getOrDefault(each, Set.of()));
      }
    }
    return false;
  }
}
