package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.Locale;

/** The required relation of a time to its baseline. */
sealed interface Aim {
  /** The measured relation, as text. */
  String found(Duration ours, Duration baseline);

  /** The required relation, as text. */
  String text();

  boolean isMet(Duration ours, Duration baseline);

  /** At most this multiple of the baseline. */
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

  /** At most this much longer than the baseline. */
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
   * Linear growth with the size.
   *
   * @param factor the ratio of the measured size to the baseline's size
   * @param limit the allowed ratio of the costs per element; above 1 because times vary
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
