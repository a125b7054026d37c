package dev.kizaki.it.benchmark;

import java.time.Duration;
import java.util.Objects;

/**
 * What came out of a measurement.
 *
 * @param name what was done
 * @param ours how long it took, the median
 * @param beside what the baseline did
 * @param baseline how long that took, the median
 * @param aim how the two should compare
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
