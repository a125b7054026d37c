package dev.kizaki.engine.shape;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * Days and times as literals: ISO 8601, years 0001 to 9999 (what four digits can say), and no finer
 * than the microseconds that PostgreSQL keeps.
 */
final class TimeLiterals {
  private static final int NANOS_PER_MICRO = 1_000;

  private static final DateTimeFormatter CANONICAL_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT);

  private TimeLiterals() {}

  /** The time in UTC, such as {@code 2024-01-01T00:00:00Z}; absent where the text is no time. */
  static Optional<String> canonicalTime(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      boolean holds = hasYear(time.getYear()) && time.getNano() % NANOS_PER_MICRO == 0;
      return holds ? Optional.of(CANONICAL_TIME.format(time)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether the text is a time that lacks nothing but its offset. */
  static boolean lacksOffset(String text) {
    try {
      LocalDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The day, such as {@code 2024-01-31}; absent where the text is no day. */
  static Optional<String> canonicalDay(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return hasYear(day.getYear()) ? Optional.of(day.toString()) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean hasYear(int year) {
    return year >= 1 && year <= 9999;
  }
}
