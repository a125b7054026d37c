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
 * Looks, from a thread and a session of its own, at a step that takes long: says that it is still
 * running and how far it is, and remembers whose locks it waited for. That can only be seen while
 * it waits; after a lock timeout the queue is gone. Nothing is opened before a step is slow.
 */
final class SlowStepWatch implements AutoCloseable {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(20);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

  private final Sessions sessions;
  private final RetryPolicy patience;
  private final ApplyListener listener;
  private final Duration interval;
  private final ScheduledExecutorService thread;

  private Optional<Step> current = Optional.empty();
  private List<OtherSession> blocking = List.of();
  private Optional<Connection> session = Optional.empty();

  /** A step under watch. */
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

  /** What one look finds: whose locks the step waits for, and how far it is. */
  private record Sight(List<OtherSession> blocking, Optional<StepProgress> progress) {}

  SlowStepWatch(Sessions sessions, RetryPolicy patience, ApplyListener listener) {
    this.sessions = sessions;
    this.patience = patience;
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
        this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Several looks fit into one lock timeout. */
  private static Duration interval(Duration lockTimeout) {
    Duration fitting = lockTimeout.dividedBy(4);
    if (fitting.compareTo(SHORTEST_INTERVAL) < 0) {
      return SHORTEST_INTERVAL;
    }
    return fitting.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : fitting;
  }

  /**
   * A step starts.
   *
   * @param number which one, from 1
   * @param process the server's process that runs it
   */
  synchronized void started(SqlMigration migration, int number, int process) {
    current = Optional.of(new Step(migration, number, process, patience.firstNotice()));
    blocking = List.of();
  }

  /** The step has ended, one way or the other. */
  synchronized void ended() {
    current = Optional.empty();
  }

  /** Whose locks the last step waited for when it was last seen waiting. */
  synchronized List<OtherSession> blocking() {
    return blocking;
  }

  private void look() {
    Optional<Step> seen = slowStep();
    if (seen.isEmpty()) {
      return;
    }
    Step step = seen.get();
    Sight sight = ask(step.process);
    List<OtherSession> found = sight.blocking();
    synchronized (this) {
      if (current.isEmpty() || current.get() != step) {
        return;
      }
      if (!found.isEmpty()) {
        blocking = found;
      }
      Duration running = step.running.elapsed();
      if (running.compareTo(step.noticeAt) >= 0) {
        step.noticeAt = running.plus(patience.nextNotice());
        listener.stillRunning(
            step.migration,
            step.number,
            step.migration.steps().size(),
            running,
            found,
            sight.progress());
      }
    }
  }

  private synchronized Optional<Step> slowStep() {
    return current.filter(step -> step.running.elapsed().compareTo(interval) >= 0);
  }

  /** Knowing nothing is no failure of the migration: the next look tries with a new session. */
  private Sight ask(int process) {
    try {
      if (session.isEmpty()) {
        session = Optional.of(sessions.open());
      }
      return new Sight(
          OtherSessions.blocking(session.get(), process), StepProgress.of(session.get(), process));
    } catch (SQLException | EnvironmentFailure e) {
      session.ifPresent(Sessions::close);
      session = Optional.empty();
      return new Sight(List.of(), Optional.empty());
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
