package dev.kizaki.inspire.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that the author of a mistyped one probably meant. */
public final class DidYouMean {
  private static final int SHORTEST_START = 3;
  private static final int LONGEST = 100;
  private static final int MOST_KNOWN = 2_000;

  private DidYouMean() {}

  /** A hint such as {@code did you mean @unique?}, where {@code prefix} is {@code @}. */
  public static Optional<String> hint(String word, String prefix, Collection<String> known) {
    return nearest(word, known).map(name -> "did you mean " + prefix + name + "?");
  }

  /**
   * The known word that is most similar to {@code word}. At most a third of the letters may differ,
   * but always one; case does not count. Of equally similar words the first in alphabetical order
   * is taken. If no word is similar, it is the only known word that starts with {@code word}, of
   * which at least {@value #SHORTEST_START} letters are needed.
   *
   * <p>A text can have many errors. So that they do not take long together, nothing is found for a
   * word of more than {@value #LONGEST} letters, or among more than {@value #MOST_KNOWN} words.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST || known.size() > MOST_KNOWN) {
      return Optional.empty();
    }
    int reach = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(candidate -> !candidate.equals(word))
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= reach)
        .filter(candidate -> EditDistance.withSwaps(fold(word), fold(candidate)) <= reach)
        .min(
            Comparator.<String>comparingInt(
                    candidate -> EditDistance.withSwaps(fold(word), fold(candidate)))
                .thenComparing(Comparator.naturalOrder()))
        .or(() -> completed(word, known));
  }

  private static Optional<String> completed(String word, Collection<String> known) {
    List<String> longer =
        known.stream()
            .filter(candidate -> candidate.length() > word.length())
            .filter(candidate -> fold(candidate).startsWith(fold(word)))
            .distinct()
            .toList();
    return word.length() >= SHORTEST_START && longer.size() == 1
        ? Optional.of(longer.get(0))
        : Optional.empty();
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
