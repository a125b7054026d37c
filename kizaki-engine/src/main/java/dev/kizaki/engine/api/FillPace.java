package dev.kizaki.engine.api;

import java.time.Duration;
import java.util.Objects;

/**
 * How fast rows are written in batches, so that the load of a migration leaves room for others.
 *
 * @param duty the part of the time in which a batch may run, from {@value #SMALLEST_DUTY} to 1; in
 *     the rest of the time the fill sleeps
 * @param maxReplicaLag a fill pauses while a standby or a subscriber lags more than this; positive
 */
public record FillPace(double duty, Duration maxReplicaLag) {
  public static final double SMALLEST_DUTY = 0.05;

  /** Half of the time, and 10 seconds. */
  public static final FillPace NORMAL = new FillPace(0.5, Duration.ofSeconds(10));

  public FillPace {
    Objects.requireNonNull(maxReplicaLag, "maxReplicaLag");
    if (!(duty >= SMALLEST_DUTY && duty <= 1)) {
      throw new IllegalArgumentException("duty: " + duty);
    }
    if (maxReplicaLag.isNegative() || maxReplicaLag.isZero()) {
      throw new IllegalArgumentException("maxReplicaLag: " + maxReplicaLag);
    }
  }

  /** How long to sleep after a batch that took so long. */
  public Duration rest(Duration batch) {
    return Duration.ofNanos(Math.round(batch.toNanos() * (1 - duty) / duty));
  }
}
