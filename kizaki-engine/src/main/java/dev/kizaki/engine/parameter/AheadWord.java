package dev.kizaki.engine.parameter;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;

/** Reads the parameter {@code ahead}: {@code refuse} or {@code accept}. */
public final class AheadWord {
  private AheadWord() {}

  /**
   * Whether a database that is ahead of the history is accepted.
   *
   * @throws Refusal when the word is unknown
   */
  public static boolean accepts(String text) {
    return switch (text.strip()) {
      case "accept" -> true;
      case "refuse" -> false;
      default ->
          throw new Refusal(
              RefusalCode.PARAMETER_WORD,
              "The parameter ahead has an unknown word, \"%s\"; allowed words are: refuse, accept."
                  .formatted(text));
    };
  }
}
