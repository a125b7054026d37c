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
 * Literals for days and times: ISO 8601, years 0001 to 9999 (four digits), and at most
 * microseconds, the precision of PostgreSQL.
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

  /**
   * Returns the time in UTC, such as {@code 2024-01-01T00:00:00Z}; empty if the text is not a time.
   */
  static Optional<String> canonicalTime(String text) {
    return utc(text)
        .filter(time -> hasYear(time.getYear()) && !isTooPrecise(time))
        .map(CANONICAL_TIME::format);
  }

  /** Returns what is missing in a text that is almost a time. */
  static Optional<String> hint(String text) {
    Optional<OffsetDateTime> time = utc(text);
    if (time.isEmpty()) {
      return lacksOffset(text)
          ? Optional.of("add Z for UTC, or an offset such as +02:00")
          : Optional.empty();
    }
    if (!hasYear(time.get().getYear())) {
      return Optional.of("the year in UTC must be from 0001 to 9999");
    }
    return isTooPrecise(time.get())
        ? Optional.of("PostgreSQL stores at most six digits after the seconds")
        : Optional.empty();
  }

  private static Optional<OffsetDateTime> utc(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isTooPrecise(OffsetDateTime time) {
    return time.getNano() % NANOS_PER_MICRO != 0;
  }

  private static boolean lacksOffset(String text) {
    try {
      LocalDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Returns the day, such as {@code 2024-01-31}; empty if the text is not a day. */
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
