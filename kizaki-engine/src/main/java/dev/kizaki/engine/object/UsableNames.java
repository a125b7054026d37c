package dev.kizaki.engine.object;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What objects can use, so that it is found by each of its names. */
public final class UsableNames {
  private final Map<String, Set<String>> inDatabase;

  /** The names in Inspire, by each name in the database. */
  private final Map<String, Set<String>> named = new HashMap<>();

  /**
   * @param inDatabase for each name in Inspire that an object can use, the names that it has in the
   *     database: a table, a type, a sequence, what an object makes
   */
  public UsableNames(Map<String, Set<String>> inDatabase) {
    this.inDatabase = Map.copyOf(inDatabase);
    inDatabase.forEach(
        (name, all) ->
            all.forEach(each -> named.computeIfAbsent(each, key -> new HashSet<>()).add(name)));
  }

  /** The names in the database of what has this name in Inspire; none if nothing has it. */
  public Set<String> inDatabase(String name) {
    return inDatabase.getOrDefault(name, Set.of());
  }

  boolean has(String name) {
    return inDatabase.containsKey(name);
  }

  /** The names in Inspire of what has this name in the database. */
  Set<String> named(String name) {
    return named.getOrDefault(name, Set.of());
  }
}
