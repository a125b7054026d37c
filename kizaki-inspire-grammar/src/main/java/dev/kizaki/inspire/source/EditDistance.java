package dev.kizaki.inspire.source;

/** How many letters have to change to make one word of another. */
public final class EditDistance {
  private EditDistance() {}

  /** Counts insertions, deletions and replacements (Levenshtein distance). */
  public static int levenshtein(String left, String right) {
    return distance(left, right, false);
  }

  /**
   * Counts also a swap of two neighbours as one change (optimal string alignment distance), because
   * swapped letters are a common typing error.
   */
  public static int withSwaps(String left, String right) {
    return distance(left, right, true);
  }

  private static int distance(String left, String right, boolean swaps) {
    int[] beforePrevious = new int[right.length() + 1];
    int[] previous = new int[right.length() + 1];
    int[] current = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      current[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] reused = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = reused;
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replace = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
        if (swaps
            && i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
    }
    return current[right.length()];
  }
}
