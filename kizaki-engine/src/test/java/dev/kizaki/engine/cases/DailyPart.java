package dev.kizaki.engine.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Selects the part of a long list of tests that a run takes. The part changes each day, so that
 * every test runs within some days. {@code -Dkizaki.test.date=2026-12-01} repeats the part of
 * another day, and {@code -Dkizaki.test.whole=true} selects the whole list.
 */
public final class DailyPart {
  private static final boolean WHOLE = Boolean.getBoolean("kizaki.test.whole");
  private static final LocalDate DATE =
      Optional.ofNullable(System.getProperty("kizaki.test.date"))
          .map(LocalDate::parse)
          .orElseGet(LocalDate::now);

  private DailyPart() {}

  /** A number from 0 to {@code days - 1} that is another one each day. */
  public static int number(int days, int shift) {
    return (int) ((DATE.toEpochDay() + shift) % days);
  }

  /**
   * Selects every {@code days}-th element.
   *
   * @param days the number of parts
   * @param shift the number of days by which this list is ahead of the others, so that the lists
   *     take different parts on the same day
   */
  public static <T> List<T> of(List<T> all, int days, int shift) {
    return every(all, days, number(days, shift));
  }

  /** Selects the same elements each day: the {@code first} one, from 0, and each after a step. */
  static <T> List<T> every(List<T> all, int step, int first) {
    return WHOLE
        ? all
        : IntStream.iterate(first, i -> i < all.size(), i -> i + step).mapToObj(all::get).toList();
  }
}
