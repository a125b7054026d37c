package dev.kizaki.engine.apply;

import java.time.Duration;
import java.util.Objects;

/**
 * How long an applier waits for what is not in its hands. All durations are positive.
 *
 * @param lock how long it waits for another applier to finish
 * @param firstNotice after what time it says that it waits, or that a statement is still running
 * @param nextNotice how long after one such line the next may come
 * @param attempts how often a migration is tried that others keep from its locks, at least 1
 * @param pause how long it rests after the first such try; longer after each
 * @param settlement how long it looks for the outcome after its connection was lost
 */
public record RetryPolicy(
    Duration lock,
    Duration firstNotice,
    Duration nextNotice,
    int attempts,
    Duration pause,
    Duration settlement) {
  /** For builds, whose lines are read afterwards. */
  public static final RetryPolicy NORMAL =
      new RetryPolicy(
          Duration.ofMinutes(15),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          5,
          Duration.ofMillis(500),
          Duration.ofSeconds(30));

  /** For somebody who sits at a console and waits for each line. */
  public static final RetryPolicy AT_A_CONSOLE =
      new RetryPolicy(
          NORMAL.lock,
          NORMAL.firstNotice,
          Duration.ofSeconds(5),
          NORMAL.attempts,
          NORMAL.pause,
          NORMAL.settlement);

  public RetryPolicy {
    Objects.requireNonNull(lock, "lock");
    Objects.requireNonNull(firstNotice, "firstNotice");
    Objects.requireNonNull(nextNotice, "nextNotice");
    Objects.requireNonNull(pause, "pause");
    Objects.requireNonNull(settlement, "settlement");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts);
    }
  }
}
