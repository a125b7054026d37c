package dev.kizaki.engine.parameter;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;

/** Reads the parameter {@code phase}. */
public final class PhaseWord {
  private PhaseWord() {}

  /**
   * Reads it.
   *
   * @param phase the text of the parameter; null if it is not set
   * @throws Refusal when it is another word
   */
  public static DeployPhase read(String phase) {
    if (phase == null) {
      return DeployPhase.WHOLE;
    }
    return switch (phase.strip()) {
      case "expand" -> DeployPhase.EXPAND;
      case "contract" -> DeployPhase.CONTRACT;
      default ->
          throw new Refusal(
              RefusalCode.PARAMETER_WORD,
              "The parameter phase has an unknown word, \"%s\"; allowed words are: expand, contract."
                  .formatted(phase));
    };
  }
}
