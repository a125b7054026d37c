package dev.kizaki.engine.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a name: {@code taskOwnerIds} has the words task, owner and id. Words are compared in
 * the singular, and an abbreviation is nearly equal to its word.
 */
record NameWords(List<String> words) {
  private static final Pattern BORDER =
      Pattern.compile("_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  /** Words that occur in names of all kinds and therefore say little about one. */
  private static final Set<String> GENERIC =
      Set.of("id", "uuid", "key", "at", "on", "by", "of", "to", "is", "has", "can", "was", "the");

  /**
   * The weight of such a word; any other word has weight 1. With this weight, names that share only
   * such words are not similar: {@code ownerId} and {@code assigneeId} share 0.25 of 1.25, which is
   * 0.2.
   */
  private static final double GENERIC_WEIGHT = 0.25;

  /**
   * The likeness of a word and its abbreviation. An equal word has 1 and is therefore preferred,
   * but a name that is only abbreviated stays well above {@link Similarity#ALIKE}.
   */
  private static final double ABBREVIATED = 0.9;

  /**
   * The likeness of two words with one stem, such as {@code creator} and {@code created}: exactly
   * {@link Similarity#ALIKE}, because the words may have different meanings.
   */
  private static final double SAME_STEM = 0.6;

  /**
   * The likeness of two words that only have the same beginning. It is below {@link
   * Similarity#SIMILAR}, so that the beginning alone is not enough; it adds to the score of a name
   * that shares another word.
   */
  private static final double SAME_BEGINNING = 0.3;

  /** Shorter abbreviations are ignored, because too many words start with two given letters. */
  private static final int SHORTEST_ABBREVIATION = 3;

  /** An abbreviation without vowels has at most this many letters. Longer ones are rare. */
  private static final int LONGEST_CONSONANTS = 4;

  /**
   * Shorter stems are ignored, because three letters are often a prefix such as {@code pre} or
   * {@code con}.
   */
  private static final int SHORTEST_STEM = 4;

  /** The smallest share of the longer word that the stem must have; the rest is the ending. */
  private static final double STEM_SHARE = 0.55;

  /** Abbreviations that the rules do not find. */
  private static final Map<String, String> SHORT_FORMS =
      Map.of("no", "number", "nr", "number", "org", "organization", "pic", "picture");

  NameWords {
    words = List.copyOf(words);
  }

  static NameWords of(String name) {
    List<String> words = new ArrayList<>();
    for (String word : BORDER.split(name)) {
      if (!word.isEmpty()) {
        words.add(singular(word.toLowerCase(Locale.ROOT)));
      }
    }
    return new NameWords(words);
  }

  /**
   * Returns 0 (no word in common) to 1 (all words in common).
   *
   * @param known words that count little, such as those of the entity that contains the fields
   */
  double likeness(NameWords other, Set<String> known) {
    double all = weight(known) + other.weight(known);
    List<String> left = new ArrayList<>(other.words);
    double shared = 0;
    for (String word : words) {
      String best = "";
      double most = 0;
      for (String candidate : left) {
        double value = likeness(word, candidate);
        if (value > most) {
          most = value;
          best = candidate;
        }
      }
      if (most > 0) {
        left.remove(best);
        shared += most * (weight(word, known) + weight(best, known));
      }
    }
    return all == 0 ? 0 : shared / all;
  }

  /** Returns the name without generic words, or the whole name if it has only generic words. */
  String distinctive() {
    List<String> distinctive = words.stream().filter(word -> !GENERIC.contains(word)).toList();
    return String.join("", distinctive.isEmpty() ? words : distinctive);
  }

  private double weight(Set<String> known) {
    return words.stream().mapToDouble(word -> weight(word, known)).sum();
  }

  private static double weight(String word, Set<String> known) {
    return GENERIC.contains(word) || known.contains(word) ? GENERIC_WEIGHT : 1;
  }

  private static double likeness(String one, String other) {
    if (one.equals(other)) {
      return 1;
    }
    String less = one.length() < other.length() ? one : other;
    String more = less.equals(one) ? other : one;
    if (abbreviates(less, more)) {
      return ABBREVIATED;
    }
    int stem = 0;
    while (stem < less.length() && less.charAt(stem) == more.charAt(stem)) {
      stem++;
    }
    if (stem < SHORTEST_STEM) {
      return 0;
    }
    return stem >= STEM_SHARE * more.length() ? SAME_STEM : SAME_BEGINNING;
  }

  private static boolean abbreviates(String less, String more) {
    if (more.equals(SHORT_FORMS.get(less))) {
      return true;
    }
    if (less.length() < SHORTEST_ABBREVIATION || GENERIC.contains(less)) {
      return false;
    }
    return more.startsWith(less)
        || less.length() <= LONGEST_CONSONANTS
            && less.charAt(0) == more.charAt(0)
            && less.substring(1).chars().noneMatch(letter -> "aeiou".indexOf(letter) >= 0)
            && isSubsequence(less, more);
  }

  /** Whether the longer word contains the letters of the shorter one, in the same order. */
  private static boolean isSubsequence(String less, String more) {
    int at = 0;
    for (int i = 0; i < more.length() && at < less.length(); i++) {
      at += more.charAt(i) == less.charAt(at) ? 1 : 0;
    }
    return at == less.length();
  }

  private static String singular(String word) {
    if (word.length() <= SHORTEST_ABBREVIATION || word.endsWith("ss") || word.endsWith("us")) {
      return word;
    }
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("hes")) {
      return word.substring(0, word.length() - 2);
    }
    return word.endsWith("s") && !word.endsWith("is") ? word.substring(0, word.length() - 1) : word;
  }
}
