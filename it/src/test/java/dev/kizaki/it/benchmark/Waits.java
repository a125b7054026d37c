package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long statements took, counted in steps of a tenth of a millisecond, so that it needs the same
 * memory however many there are. Several threads may use it.
 */
final class Waits {
  private static final Duration STEP = Duration.ofNanos(100_000);
  private static final int STEPS = 100_000;

  private final int[] counts = new int[STEPS];
  private long number;
  private Duration longest = Duration.ZERO;

  /**
   * @param longest the longest time
   * @param most the time that 999 of 1,000 did not exceed
   * @param count how many there were
   */
  record Summary(Duration longest, Duration most, long count) {
    /** In milliseconds. */
    String text() {
      return String.format(Locale.ROOT, "%d / %.1f", longest.toMillis(), most.toNanos() / 1e6);
    }

    /** The longer times of both. */
    Summary worst(Summary other) {
      return new Summary(
          longest.compareTo(other.longest) > 0 ? longest : other.longest,
          most.compareTo(other.most) > 0 ? most : other.most,
          count + other.count);
    }
  }

  synchronized void add(Duration wait) {
    counts[(int) Math.min(STEPS - 1, wait.dividedBy(STEP))]++;
    number++;
    longest = wait.compareTo(longest) > 0 ? wait : longest;
  }

  synchronized void clear() {
    Arrays.fill(counts, 0);
    number = 0;
    longest = Duration.ZERO;
  }

  synchronized Summary summary() {
    long left = number - number / 1000;
    int step = 0;
    while (step < STEPS - 1 && left > counts[step]) {
      left -= counts[step];
      step++;
    }
    Duration most = STEP.multipliedBy(step + 1L);
    return new Summary(longest, most.compareTo(longest) > 0 ? longest : most, number);
  }
}
