package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.LockHolder;
import dev.kizaki.engine.jdbc.LockKey;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.text.ReadableDuration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The lock that lets one applier of a schema work at a time. It lives in a session of its own that
 * does nothing else, and ends with it.
 *
 * <p>It is asked for again and again instead of waited for: a session that waits inside {@code
 * pg_advisory_lock()} holds a snapshot, on which the winner's concurrent index build would wait in
 * turn.
 */
final class ApplyLock implements AutoCloseable {
  private static final String TRY = "select pg_try_advisory_lock(?, ?), pg_backend_pid()";
  private static final Duration SHORTEST_POLL = Duration.ofMillis(20);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final Connection session;
  private final LockKey key;
  private final int process;

  private ApplyLock(Connection session, LockKey key, int process) {
    this.session = session;
    this.key = key;
    this.process = process;
  }

  /**
   * Takes the lock, waiting for another applier if there is one. The session belongs to the lock
   * from now on, also when this fails.
   *
   * @param session in autocommit
   * @param state how the database is left if there is no lock to be had, a sentence
   * @throws Refusal when the other one does not finish in time
   * @throws EnvironmentFailure when the session is lost
   */
  static ApplyLock take(
      Connection session,
      Sessions sessions,
      RetryPolicy patience,
      ApplyListener listener,
      String state) {
    try {
      return poll(session, sessions, patience, listener, state);
    } catch (SQLException e) {
      Sessions.close(session);
      throw new EnvironmentFailure(
          "The lock for appliers of "
              + sessions.address()
              + " could not be asked for: "
              + ServerMessage.of(e).line()
              + "; run again. "
              + state,
          e);
    } catch (RuntimeException e) {
      Sessions.close(session);
      throw e;
    }
  }

  private static ApplyLock poll(
      Connection session,
      Sessions sessions,
      RetryPolicy patience,
      ApplyListener listener,
      String state)
      throws SQLException {
    LockKey key = LockKey.of(sessions.schema());
    Stopwatch waited = new Stopwatch();
    Duration noticeAt = patience.firstNotice();
    Duration pause = SHORTEST_POLL;
    try (PreparedStatement attempt = session.prepareStatement(TRY)) {
      attempt.setInt(1, LockKey.SPACE);
      attempt.setInt(2, key.object());
      while (true) {
        try (ResultSet row = attempt.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) {
            return new ApplyLock(session, key, row.getInt(2));
          }
        }
        Duration soFar = waited.elapsed();
        if (soFar.compareTo(patience.lock()) >= 0) {
          throw stillHeld(holder(session, key), sessions, soFar, state);
        }
        if (soFar.compareTo(noticeAt) >= 0) {
          Optional<OtherSession> holder = holder(session, key);
          holder.ifPresent(each -> listener.waitingForApplier(each, soFar));
          noticeAt = soFar.plus(patience.nextNotice());
        }
        DatabaseWait.of(pause);
        pause = longer(pause);
      }
    }
  }

  private static Optional<OtherSession> holder(Connection session, LockKey key)
      throws SQLException {
    return OtherSessions.holding(session, key).map(LockHolder::session);
  }

  private static Refusal stillHeld(
      Optional<OtherSession> holder, Sessions sessions, Duration waited, String state) {
    return new Refusal(
        "Another kizaki is still at work on "
            + sessions.address()
            + " after "
            + ReadableDuration.of(waited)
            + ": "
            + holder.map(OtherSession::description).orElse("it has just finished")
            + "; run again when it is done, or end that session. "
            + state);
  }

  /** Half as long again, and never quite the same for two that wait side by side. */
  private static Duration longer(Duration pause) {
    long most = Math.min(LONGEST_POLL.toMillis(), pause.toMillis() * 3 / 2 + 1);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }

  LockKey key() {
    return key;
  }

  /** The process id of the session that holds it, to be looked for in {@code pg_locks}. */
  int process() {
    return process;
  }

  @Override
  public void close() {
    Sessions.close(session);
  }
}
