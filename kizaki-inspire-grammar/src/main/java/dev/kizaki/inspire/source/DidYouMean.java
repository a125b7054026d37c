package dev.kizaki.inspire.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that the author of a mistyped one probably meant. */
public final class DidYouMean {
  private DidYouMean() {}

  /** A hint such as {@code did you mean @unique?}, where {@code prefix} is {@code @}. */
  public static Optional<String> hint(String word, String prefix, Collection<String> known) {
    return nearest(word, known).map(name -> "did you mean " + prefix + name + "?");
  }

  /**
   * The known word that is most similar to {@code word}. At most a third of the letters may differ,
   * but always one; case does not count. Of equally similar words the first in alphabetical order
   * is taken.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int reach = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(candidate -> !candidate.equals(word))
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= reach)
        .filter(candidate -> EditDistance.withSwaps(fold(word), fold(candidate)) <= reach)
        .min(
            Comparator.<String>comparingInt(
                    candidate -> EditDistance.withSwaps(fold(word), fold(candidate)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
