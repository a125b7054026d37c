package dev.kizaki.engine.text;

/** A number with its noun in the singular or plural. */
public final class Plurals {
  private Plurals() {}

  /**
   * For example {@code 1 file}, {@code 2 files}, {@code 2 entities}. A final {@code y} becomes
   * {@code ies}.
   */
  public static String count(long number, String noun) {
    if (number == 1) {
      return "1 " + noun;
    }
    return number
        + " "
        + (noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
  }
}
