package dev.kizaki.engine.parameter;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a duration as people write it: {@code 500 ms}, {@code 5 s}, {@code 2 min}, {@code PT5S}, or
 * a number of seconds without a unit. The range is 1 to 2,147,483,647 milliseconds, as for
 * PostgreSQL's own timeouts.
 */
public final class DurationText {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,12})\\s*(ms|s|min)?");
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @param parameter the name of the parameter, for the message
   * @throws Refusal when the text is not a duration or is out of range
   */
  public static Duration parse(String parameter, String text) {
    Duration duration = read(parameter, text);
    if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
      throw new Refusal(
          RefusalCode.DURATION,
          "The parameter %s is \"%s\"; it must be from 1 ms to 2147483647 ms."
              .formatted(parameter, text));
    }
    return duration;
  }

  private static Duration read(String parameter, String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      String unit = matcher.group(2) == null ? "s" : matcher.group(2);
      return switch (unit) {
        case "ms" -> Duration.ofMillis(count);
        case "min" -> Duration.ofMinutes(count);
        default -> Duration.ofSeconds(count);
      };
    }
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new Refusal(
          RefusalCode.DURATION,
          "The parameter %s is \"%s\", which is not a duration; write it as 500 ms, 5 s, 2 min or PT5S (a number without a unit means seconds)."
              .formatted(parameter, text),
          e);
    }
  }
}
