package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The required relation of an amount to its baseline. */
sealed interface Aim {
  /** The measured relation, as text. */
  String found(Amount ours, Amount baseline);

  /** The required relation, as text. */
  String text();

  /** Whether the relation is as required; absent if nothing is required. */
  Optional<Boolean> met(Amount ours, Amount baseline);

  /** Nothing is required: the row only informs. */
  record None() implements Aim {
    @Override
    public String found(Amount ours, Amount baseline) {
      return String.format(Locale.ROOT, "%.2f x", ours.times(baseline));
    }

    @Override
    public String text() {
      return "";
    }

    @Override
    public Optional<Boolean> met(Amount ours, Amount baseline) {
      return Optional.empty();
    }
  }

  /** At most this multiple of the baseline. */
  record Times(double limit) implements Aim {
    @Override
    public String found(Amount ours, Amount baseline) {
      return String.format(Locale.ROOT, "%.2f x", ours.times(baseline));
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "<= %.2f x", limit);
    }

    @Override
    public Optional<Boolean> met(Amount ours, Amount baseline) {
      return Optional.of(ours.times(baseline) <= limit);
    }
  }

  /** At most this much longer than the baseline. */
  record Longer(Duration limit) implements Aim {
    @Override
    public String found(Amount ours, Amount baseline) {
      return String.format(Locale.ROOT, "%+.2f s", ours.value() - baseline.value());
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "<= %+.2f s", Table.seconds(limit));
    }

    @Override
    public Optional<Boolean> met(Amount ours, Amount baseline) {
      return Optional.of(ours.value() - baseline.value() <= Table.seconds(limit));
    }
  }

  /**
   * Linear growth with the size.
   *
   * @param factor the ratio of the measured size to the baseline's size
   * @param limit the allowed ratio of the costs per element; above 1 because times vary
   */
  record Linear(double factor, double limit) implements Aim {
    @Override
    public String found(Amount ours, Amount baseline) {
      return String.format(Locale.ROOT, "%.2f x each", each(ours, baseline));
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "<= %.2f x each", limit);
    }

    @Override
    public Optional<Boolean> met(Amount ours, Amount baseline) {
      return Optional.of(each(ours, baseline) <= limit);
    }

    private double each(Amount ours, Amount baseline) {
      return ours.times(baseline) / factor;
    }
  }
}
