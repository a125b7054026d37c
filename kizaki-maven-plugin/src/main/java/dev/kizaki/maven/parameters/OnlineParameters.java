package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;

/** Reads the parameters that say which statements are carried out without blocking others. */
public final class OnlineParameters {
  private OnlineParameters() {}

  /**
   * Reads them.
   *
   * @param online the word of the parameter {@code online}
   * @param threshold the text of the parameter {@code onlineThreshold}
   * @throws Refusal when the word is unknown or the threshold is not a size
   */
  public static OnlineSettings read(String online, String threshold) {
    OnlineSettings.Mode mode =
        switch (online.strip()) {
          case "auto" -> OnlineSettings.Mode.AUTO;
          case "never" -> OnlineSettings.Mode.NEVER;
          case "always" -> OnlineSettings.Mode.ALWAYS;
          default ->
              throw new Refusal(
                  RefusalCode.PARAMETER_WORD,
                  """
                  The parameter online has an unknown word, "%s"; allowed words are: auto, never, \
                  always.\
                  """
                      .formatted(online));
        };
    return new OnlineSettings(mode, SizeText.parse("onlineThreshold", threshold));
  }
}
