package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.Locale;

/** How a time should compare with its baseline. */
sealed interface Aim {
  /** How the two do compare, printed. */
  String found(Duration ours, Duration baseline);

  /** What is aimed at, printed. */
  String text();

  boolean isMet(Duration ours, Duration baseline);

  /** At most so many times the baseline. */
  record Times(double limit) implements Aim {
    @Override
    public String found(Duration ours, Duration baseline) {
      return String.format(Locale.ROOT, "%.2f x", ratio(ours, baseline));
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "<= %.2f x", limit);
    }

    @Override
    public boolean isMet(Duration ours, Duration baseline) {
      return ratio(ours, baseline) <= limit;
    }
  }

  /** At most so much longer than the baseline. */
  record Longer(Duration limit) implements Aim {
    @Override
    public String found(Duration ours, Duration baseline) {
      return String.format(Locale.ROOT, "%+.2f s", Table.seconds(ours.minus(baseline)));
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "<= %+.2f s", Table.seconds(limit));
    }

    @Override
    public boolean isMet(Duration ours, Duration baseline) {
      return ours.minus(baseline).compareTo(limit) <= 0;
    }
  }

  /**
   * Growth in step with the size.
   *
   * @param factor how many times the baseline's size ours has
   * @param limit how many times as much a single thing may cost; more than 1 by what times vary
   */
  record Linear(int factor, double limit) implements Aim {
    @Override
    public String found(Duration ours, Duration baseline) {
      return String.format(Locale.ROOT, "%.2f x each", each(ours, baseline));
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "<= %.2f x each", limit);
    }

    @Override
    public boolean isMet(Duration ours, Duration baseline) {
      return each(ours, baseline) <= limit;
    }

    private double each(Duration ours, Duration baseline) {
      return ratio(ours, baseline) / factor;
    }
  }

  private static double ratio(Duration ours, Duration baseline) {
    return (double) ours.toNanos() / baseline.toNanos();
  }
}
