package dev.kizaki.engine.planner;

import dev.kizaki.inspire.source.EditDistance;
import java.util.Set;

/** How much two names look alike: the words they share, and the letters. */
final class Similarity {
  /** From here on two names count as similar. */
  static final double SIMILAR = 0.5;

  /** From here on the likeness is worth saying. */
  static final double ALIKE = 0.6;

  /** From this share of letters on a name is the other one in another spelling. */
  private static final double SPELLING = 0.65;

  private Similarity() {}

  /** 0 (nothing in common) to 1 (the same but for case, underscores and plural). */
  static double of(String one, String other) {
    return of(NameWords.of(one), NameWords.of(other), Set.of());
  }

  /**
   * The same for members of one owner, whose own words go without saying: {@code Task.title} and
   * {@code Task.taskTitle} are nearly one.
   */
  static double of(String owner, String one, String other) {
    return of(NameWords.of(one), NameWords.of(other), Set.copyOf(NameWords.of(owner).words()));
  }

  private static double of(NameWords one, NameWords other, Set<String> known) {
    return Math.max(one.likeness(other, known), letters(one.telling(), other.telling()));
  }

  /** Few letters in common are chance. */
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
