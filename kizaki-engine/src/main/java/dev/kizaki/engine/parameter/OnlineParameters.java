package dev.kizaki.engine.parameter;

import dev.kizaki.engine.api.FillPace;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the parameters that say which statements are carried out without blocking others. */
public final class OnlineParameters {
  private static final Pattern FRACTION = Pattern.compile("[01](\\.\\d{1,9})?|\\.\\d{1,9}");

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

  /**
   * Reads them with the pace of writing rows.
   *
   * @param duty the text of the parameter {@code fillDuty}
   * @param lag the text of the parameter {@code maxReplicaLag}
   * @throws Refusal when one of the texts is wrong
   */
  public static OnlineSettings read(String online, String threshold, String duty, String lag) {
    OnlineSettings settings = read(online, threshold);
    return new OnlineSettings(
        settings.mode(),
        settings.threshold(),
        new FillPace(duty(duty), DurationText.parse("maxReplicaLag", lag)));
  }

  private static double duty(String text) {
    double duty =
        FRACTION.matcher(text.strip()).matches() ? Double.parseDouble(text.strip()) : Double.NaN;
    if (duty >= FillPace.SMALLEST_DUTY && duty <= 1) {
      return duty;
    }
    throw new Refusal(
        RefusalCode.FRACTION,
        String.format(
            Locale.ROOT,
            "The parameter fillDuty is \"%s\"; it must be a number from %s to 1, such as 0.5.",
            text,
            FillPace.SMALLEST_DUTY));
  }
}
