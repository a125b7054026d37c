package dev.kizaki.engine.text;

/** Numbers with their nouns. */
public final class Plurals {
  private Plurals() {}

  /** {@code 1 file}, {@code 2 files}, {@code 2 entities}. */
  public static String count(long number, String noun) {
    if (number == 1) {
      return "1 " + noun;
    }
    return number
        + " "
        + (noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
  }
}
