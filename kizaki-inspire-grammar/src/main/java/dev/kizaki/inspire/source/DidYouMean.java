package dev.kizaki.inspire.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a mistyped one was probably meant to be. */
public final class DidYouMean {
  private DidYouMean() {}

  /** A hint such as {@code did you mean @unique?}, where {@code prefix} is {@code @}. */
  public static Optional<String> hint(String word, String prefix, Collection<String> known) {
    return nearest(word, known).map(name -> "did you mean " + prefix + name + "?");
  }

  /**
   * The known word nearest to {@code word}: the same but for case, or at most a third of its
   * letters away (one at least); ties fall in alphabetical order.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int reach = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(candidate -> !candidate.equals(word))
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= reach)
        .filter(candidate -> distance(fold(word), fold(candidate)) <= reach)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(fold(word), fold(candidate)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Letters to add, drop, replace or swap with a neighbour (optimal string alignment). */
  private static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[left.length()][right.length()];
  }
}
