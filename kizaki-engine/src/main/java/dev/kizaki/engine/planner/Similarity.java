package dev.kizaki.engine.planner;

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
    double share = 1 - (double) distance(one, other) / longest;
    return share >= SPELLING ? share : 0;
  }

  /** Letters to put in, take away or replace to make the one name the other (Levenshtein). */
  private static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    int[] current = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replace = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[other.length()];
  }
}
