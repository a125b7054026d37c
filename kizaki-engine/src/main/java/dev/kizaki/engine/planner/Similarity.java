package dev.kizaki.engine.planner;

import dev.kizaki.inspire.source.EditDistance;
import java.util.Set;

/** Measures how similar two names are, by the words they share and by their letters. */
final class Similarity {
  /** From this value on, two names are similar. */
  static final double SIMILAR = 0.5;

  /** From this value on, the similarity is mentioned as evidence. */
  static final double ALIKE = 0.6;

  /** From this share of equal letters on, one name is another spelling of the other. */
  private static final double SPELLING = 0.65;

  private Similarity() {}

  /** Returns 0 (nothing in common) to 1 (equal except for case, underscores and plural). */
  static double of(String one, String other) {
    return of(NameWords.of(one), NameWords.of(other), Set.of());
  }

  /**
   * Compares members of one owner. The words of the owner's name count little, so that {@code
   * Task.title} and {@code Task.taskTitle} are nearly equal.
   */
  static double of(String owner, String one, String other) {
    return of(NameWords.of(one), NameWords.of(other), Set.copyOf(NameWords.of(owner).words()));
  }

  private static double of(NameWords one, NameWords other, Set<String> known) {
    return Math.max(one.likeness(other, known), letters(one.distinctive(), other.distinctive()));
  }

  /** Compares the letters. A small share of equal letters counts as 0, because it is chance. */
  private static double letters(String one, String other) {
    int longest = Math.max(one.length(), other.length());
    int difference = Math.abs(one.length() - other.length());
    if (longest == 0 || difference > (1 - SPELLING) * longest) {
      return 0;
    }
    double share = 1 - (double) EditDistance.levenshtein(one, other) / longest;
    return share >= SPELLING ? share : 0;
  }
}
