package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.Objects;

/**
 * The result of a measurement.
 *
 * @param name what was measured
 * @param ours how much it was; of a time, the median
 * @param beside what the baseline does
 * @param baseline how much the baseline was
 * @param aim the required relation of the two
 */
record Row(String name, Amount ours, String beside, Amount baseline, Aim aim) {
  Row {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(ours, "ours");
    Objects.requireNonNull(beside, "beside");
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(aim, "aim");
  }

  /** A row of two times. */
  Row(String name, Duration ours, String beside, Duration baseline, Aim aim) {
    this(name, Amount.of(ours), beside, Amount.of(baseline), aim);
  }
}
