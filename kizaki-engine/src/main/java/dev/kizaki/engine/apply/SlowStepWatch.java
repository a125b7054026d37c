package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Observes steps that take a long time, from a separate thread and a separate session. It reports
 * that a step is still running and how far it is, and remembers the sessions whose locks the step
 * waited for. The server shows those only while the step waits, not after a lock timeout. The
 * session is not opened before a step is slow.
 */
final class SlowStepWatch implements AutoCloseable {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(20);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

  private final Sessions sessions;
  private final RetryPolicy retryPolicy;
  private final ApplyListener listener;
  private final Duration interval;
  private final ScheduledExecutorService thread;

  private Optional<Step> current = Optional.empty();
  private List<OtherSession> blocking = List.of();
  private Optional<Connection> session = Optional.empty();

  /** The step that runs now. */
  private static final class Step {
    final SqlMigration migration;
    final int number;
    final int process;
    final Stopwatch running = new Stopwatch();
    Duration noticeAt;

    Step(SqlMigration migration, int number, int process, Duration noticeAt) {
      this.migration = migration;
      this.number = number;
      this.process = process;
      this.noticeAt = noticeAt;
    }
  }

  /**
   * The result of one poll: the sessions whose locks the step waits for, and how far the step is.
   */
  private record Observation(List<OtherSession> blocking, Optional<StepProgress> progress) {}

  SlowStepWatch(Sessions sessions, RetryPolicy retryPolicy, ApplyListener listener) {
    this.sessions = sessions;
    this.retryPolicy = retryPolicy;
    this.listener = listener;
    this.interval = interval(sessions.lockTimeout());
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "kizaki-slow-step-watch");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.scheduleWithFixedDelay(
        this::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A quarter of the lock timeout, so that several polls happen before it expires. */
  private static Duration interval(Duration lockTimeout) {
    Duration quarter = lockTimeout.dividedBy(4);
    if (quarter.compareTo(SHORTEST_INTERVAL) < 0) {
      return SHORTEST_INTERVAL;
    }
    return quarter.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : quarter;
  }

  /**
   * A step starts.
   *
   * @param number the number of the step, from 1
   * @param process the process id of the session that runs it
   */
  synchronized void started(SqlMigration migration, int number, int process) {
    current = Optional.of(new Step(migration, number, process, retryPolicy.firstNotice()));
    blocking = List.of();
  }

  /** The step has ended, with or without success. */
  synchronized void ended() {
    current = Optional.empty();
  }

  /** The sessions whose locks the last step waited for when it was last seen waiting. */
  synchronized List<OtherSession> blocking() {
    return blocking;
  }

  /** These sessions hold locks that a transaction needs before its first step. */
  synchronized void blockedBy(List<OtherSession> sessions) {
    blocking = sessions;
  }

  private void poll() {
    Optional<Step> slow = slowStep();
    if (slow.isEmpty()) {
      return;
    }
    Step step = slow.get();
    Observation observation = observe(step.process);
    List<OtherSession> found = observation.blocking();
    synchronized (this) {
      if (current.isEmpty() || current.get() != step) {
        return;
      }
      if (!found.isEmpty()) {
        blocking = found;
      }
      Duration running = step.running.elapsed();
      if (running.compareTo(step.noticeAt) >= 0) {
        step.noticeAt = running.plus(retryPolicy.nextNotice());
        listener.stillRunning(
            step.migration,
            step.number,
            step.migration.steps().size(),
            running,
            found,
            observation.progress());
      }
    }
  }

  private synchronized Optional<Step> slowStep() {
    return current.filter(step -> step.running.elapsed().compareTo(interval) >= 0);
  }

  /**
   * Ignores failures, because they do not affect the migration. The next poll opens a new session.
   */
  private Observation observe(int process) {
    try {
      if (session.isEmpty()) {
        session = Optional.of(sessions.open());
      }
      return new Observation(
          OtherSessions.blocking(session.get(), process), StepProgress.of(session.get(), process));
    } catch (SQLException | EnvironmentFailure e) {
      session.ifPresent(Sessions::close);
      session = Optional.empty();
      return new Observation(List.of(), Optional.empty());
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session.ifPresent(Sessions::close);
  }
}
