package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How much two names look alike: the letters they share, and the words. */
final class Similarity {
  private static final Pattern WORDS =
      Pattern.compile("_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  /** From here on two names count as similar. */
  static final double SIMILAR = 0.5;

  private Similarity() {}

  /** 0 (nothing in common) to 1 (the same but for case and underscores). */
  static double of(String one, String other) {
    return Math.max(letters(fold(one), fold(other)), words(one, other));
  }

  private static String fold(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static double letters(String one, String other) {
    int longest = Math.max(one.length(), other.length());
    return longest == 0 ? 1 : 1 - (double) distance(one, other) / longest;
  }

  private static double words(String one, String other) {
    List<String> these = words(one);
    List<String> those = new ArrayList<>(words(other));
    int all = these.size() + those.size();
    int shared = 0;
    for (String word : these) {
      if (those.remove(word)) {
        shared += 2;
      }
    }
    return all == 0 ? 1 : (double) shared / all;
  }

  private static List<String> words(String name) {
    return WORDS
        .splitAsStream(name)
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }

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
