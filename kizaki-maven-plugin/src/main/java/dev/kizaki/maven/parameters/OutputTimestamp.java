package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * Reads {@code project.build.outputTimestamp} as Maven's own plugins do: a time with an offset, or
 * a number of seconds since 1970.
 */
public final class OutputTimestamp {
  /** The time if the property is not set: a jar must not depend on the clock. */
  static final Instant NONE = Instant.parse("1980-02-01T00:00:00Z");

  /** What a jar can hold without an extension, in every time zone. */
  private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:02Z");

  private static final Instant LATEST = Instant.parse("2099-12-31T23:59:59Z");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{2,12}");

  private OutputTimestamp() {}

  /**
   * The time.
   *
   * @param text null, or a text of one character, if it is not set
   * @throws Refusal when it is not a time, or out of range
   */
  public static Instant read(String text) {
    if (text == null || text.strip().length() < 2) {
      return NONE;
    }
    Instant time = time(text.strip());
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw refusal(text, "it must be from %s to %s".formatted(EARLIEST, LATEST));
    }
    return time;
  }

  private static Instant time(String text) {
    try {
      return SECONDS.matcher(text).matches()
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refusal(text, "write it as 2026-11-01T00:00:00Z");
    }
  }

  private static Refusal refusal(String text, String remedy) {
    return new Refusal(
        RefusalCode.OUTPUT_TIMESTAMP,
        "The property project.build.outputTimestamp is \"%s\"; %s.".formatted(text, remedy));
  }
}
