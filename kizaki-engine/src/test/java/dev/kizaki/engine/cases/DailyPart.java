package dev.kizaki.engine.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of a long list of tests that a run takes: another each day, so that each is run within
 * some days. {@code -Dkizaki.test.whole=true} takes the whole list.
 */
final class DailyPart {
  private static final boolean WHOLE = Boolean.getBoolean("kizaki.test.whole");
  private static final long TODAY = LocalDate.now().toEpochDay();

  private DailyPart() {}

  /**
   * One element of each so many.
   *
   * @param days how many parts there are
   * @param shift by how many days this list is ahead of the others, so that they take different
   *     parts on one day
   */
  static <T> List<T> of(List<T> all, int days, int shift) {
    int first = (int) ((TODAY + shift) % days);
    return WHOLE
        ? all
        : IntStream.iterate(first, i -> i < all.size(), i -> i + days).mapToObj(all::get).toList();
  }
}
