package dev.kizaki.engine.apply;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long an applier waits for other sessions and for the server. All durations are positive.
 *
 * @param lock how long it waits for another applier to finish
 * @param firstNotice the time after which it reports that it waits, or that a statement is still
 *     running
 * @param nextNotice the time between two such reports
 * @param attempts how often it tries a migration if other sessions hold the locks that it needs, at
 *     least 1
 * @param pause the longest pause after the first such attempt; doubles with each attempt, up to 64
 *     times
 * @param outcomeTimeout how long it tries to determine whether a lost commit succeeded, and how
 *     long it waits for other transactions that have written to the history table
 */
public record RetryPolicy(
    Duration lock,
    Duration firstNotice,
    Duration nextNotice,
    int attempts,
    Duration pause,
    Duration outcomeTimeout) {
  /** For builds, whose output is read afterwards. */
  public static final RetryPolicy NORMAL =
      new RetryPolicy(
          Duration.ofMinutes(15),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          5,
          Duration.ofMillis(500),
          Duration.ofSeconds(30));

  /** For a user at a console, who sees each line when it is printed. */
  public static final RetryPolicy AT_A_CONSOLE =
      new RetryPolicy(
          NORMAL.lock,
          NORMAL.firstNotice,
          Duration.ofSeconds(5),
          NORMAL.attempts,
          NORMAL.pause,
          NORMAL.outcomeTimeout);

  public RetryPolicy {
    Objects.requireNonNull(lock, "lock");
    Objects.requireNonNull(firstNotice, "firstNotice");
    Objects.requireNonNull(nextNotice, "nextNotice");
    Objects.requireNonNull(pause, "pause");
    Objects.requireNonNull(outcomeTimeout, "outcomeTimeout");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts);
    }
  }

  /**
   * The pause after an attempt. It is random, so that two sessions that block each other do not try
   * again at the same moment.
   *
   * @param attempt its number, from 1
   */
  Duration pauseAfter(int attempt) {
    long most = pause.toMillis() << Math.min(attempt - 1, 6);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
