package dev.kizaki.engine.shape;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Literals for days and times: ISO 8601, years 0001 to 9999 (four digits), and at most as many
 * digits after the second as the type keeps, which are six without a precision.
 */
final class TimeLiterals {
  private static final int MICRO_DIGITS = 6;
  private static final int NANO_DIGITS = 9;

  private static final DateTimeFormatter TIME_OF_DAY =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, MICRO_DIGITS, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'")
          .append(TIME_OF_DAY)
          .toFormatter(Locale.ROOT);

  private TimeLiterals() {}

  /** The literals of the type, in words. */
  static String expected(Scalar scalar) {
    return switch (scalar) {
      case DATETIME -> "a time with its offset such as \"2024-01-31T12:00:00Z\"";
      case TIMESTAMP -> "a time without an offset such as \"2024-01-31T12:00:00\"";
      default -> "a time of day such as \"12:00:00\"";
    };
  }

  /**
   * Returns the time as the type stores it: a datetime in UTC, {@code 2024-01-01T00:00:00Z}; empty
   * if the text is none.
   */
  static Optional<String> canonical(FieldType.Simple type, String text) {
    return switch (type.scalar()) {
      case DATETIME ->
          utc(text)
              .filter(time -> hasYear(time.getYear()) && isKept(type, time))
              .map(time -> TIMESTAMP.format(time) + "Z");
      case TIMESTAMP ->
          local(text)
              .filter(time -> hasYear(time.getYear()) && isKept(type, time))
              .map(TIMESTAMP::format);
      default -> timeOfDay(text).filter(time -> isKept(type, time)).map(TIME_OF_DAY::format);
    };
  }

  /** Returns what is wrong with a text that is almost a time of the type. */
  static Optional<String> hint(FieldType.Simple type, String text) {
    Optional<? extends Temporal> time =
        switch (type.scalar()) {
          case DATETIME -> utc(text);
          case TIMESTAMP -> local(text);
          default -> timeOfDay(text);
        };
    if (time.isEmpty()) {
      return hintOfOffset(type.scalar(), text);
    }
    if (type.isTimestamp() && !hasYear(time.get().get(ChronoField.YEAR))) {
      return Optional.of(
          type.scalar() == Scalar.DATETIME
              ? "the year in UTC must be from 0001 to 9999"
              : "the year must be from 0001 to 9999");
    }
    if (isKept(type, time.get())) {
      return Optional.empty();
    }
    return Optional.of(
        type.limit().isPresent()
            ? "%s keeps %d digits after the second".formatted(type.text(), digits(type))
            : "PostgreSQL stores at most six digits after the seconds");
  }

  private static Optional<String> hintOfOffset(Scalar scalar, String text) {
    if (scalar == Scalar.DATETIME && local(text).isPresent()) {
      return Optional.of("add Z for UTC, or an offset such as +02:00");
    }
    if (scalar == Scalar.TIMESTAMP && utc(text).isPresent()) {
      return Optional.of("remove the offset, or use datetime, which is a moment with a time zone");
    }
    return Optional.empty();
  }

  private static int digits(FieldType.Simple type) {
    return type.limit().orElse(MICRO_DIGITS);
  }

  private static boolean isKept(FieldType.Simple type, Temporal time) {
    int unit = 1;
    for (int i = digits(type); i < NANO_DIGITS; i++) {
      unit *= 10;
    }
    return time.get(ChronoField.NANO_OF_SECOND) % unit == 0;
  }

  private static Optional<OffsetDateTime> utc(String text) {
    return parsed(() -> OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
  }

  private static Optional<LocalDateTime> local(String text) {
    return parsed(() -> LocalDateTime.parse(text));
  }

  private static Optional<LocalTime> timeOfDay(String text) {
    return parsed(() -> LocalTime.parse(text));
  }

  private static <T> Optional<T> parsed(Supplier<T> time) {
    try {
      return Optional.of(time.get());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the day, such as {@code 2024-01-31}; empty if the text is not a day. */
  static Optional<String> canonicalDay(String text) {
    return parsed(() -> LocalDate.parse(text))
        .filter(day -> hasYear(day.getYear()))
        .map(LocalDate::toString);
  }

  private static boolean hasYear(int year) {
    return year >= 1 && year <= 9999;
  }
}
