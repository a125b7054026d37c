package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.Objects;

/**
 * The result of a measurement.
 *
 * @param name what was measured
 * @param ours its median duration
 * @param beside what the baseline does
 * @param baseline the median duration of the baseline
 * @param aim the required relation of the two
 */
record Row(String name, Duration ours, String beside, Duration baseline, Aim aim) {
  Row {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(ours, "ours");
    Objects.requireNonNull(beside, "beside");
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(aim, "aim");
  }
}
