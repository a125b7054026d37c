package dev.kizaki.engine.planner;

import java.util.HashSet;
import java.util.Set;

/**
 * What ties a statement to others. Tokens name things:
 *
 * <ul>
 *   <li>what one statement provides, another may require: provider first;
 *   <li>what one statement removes, another may have to release: releaser first;
 *   <li>a name of the database that one statement frees, another may take: freer first.
 * </ul>
 */
record Ties(
    Set<String> provides,
    Set<String> requires,
    Set<String> removes,
    Set<String> releases,
    Set<String> frees,
    Set<String> takes) {
  static Ties empty() {
    return new Ties(
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>(),
        new HashSet<>());
  }

  /** Takes over what another statement is tied to, as a block does with its statements'. */
  void addAll(Ties other) {
    provides.addAll(other.provides);
    requires.addAll(other.requires);
    removes.addAll(other.removes);
    releases.addAll(other.releases);
    frees.addAll(other.frees);
    takes.addAll(other.takes);
  }
}
