package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.LockHolder;
import dev.kizaki.engine.jdbc.LockKey;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.text.ReadableDuration;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The advisory lock that allows only one applier of a schema at a time. A separate session holds it
 * and does nothing else. The lock is released when that session ends.
 *
 * <p>It polls with {@code pg_try_advisory_lock()}, because a session that waits inside {@code
 * pg_advisory_lock()} holds a snapshot, and a {@code CREATE INDEX CONCURRENTLY} of the session that
 * has the lock would wait for that snapshot.
 *
 * <p>The session also holds a second lock, whose key is random and known to this run only. Whether
 * that one is free tells another session of the run whether the first one is lost. To ask for it
 * takes a tenth of the time of a query of {@code pg_locks}.
 */
final class ApplyLock implements AutoCloseable {
  private static final String TRY =
      "select case when pg_try_advisory_lock(?, ?) then pg_try_advisory_lock(?) else false end";

  /**
   * Whether the lock is held, for a select list. The parameter is {@link #runKey}. Takes the second
   * lock for the rest of the transaction if it is free, which is harmless: the transaction must be
   * rolled back then.
   */
  static final String HELD = "not pg_try_advisory_xact_lock(?)";

  private static final Duration SHORTEST_POLL = Duration.ofMillis(20);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final Connection session;
  private final long runKey;

  private ApplyLock(Connection session, long runKey) {
    this.session = session;
    this.runKey = runKey;
  }

  /**
   * Takes the lock. Waits if another applier holds it. The lock owns the session from now on and
   * closes it, also if this method fails.
   *
   * @param session in autocommit mode
   * @param state which migrations are applied, as a sentence; the last sentence of a message
   * @throws Refusal when the other applier does not finish in time
   * @throws EnvironmentFailure when the session is lost
   */
  static ApplyLock take(
      Connection session,
      Sessions sessions,
      RetryPolicy retryPolicy,
      ApplyListener listener,
      String state) {
    try {
      return poll(session, sessions, retryPolicy, listener, state);
    } catch (SQLException e) {
      Sessions.close(session);
      throw new EnvironmentFailure(
          RefusalCode.CONNECTION_LOST,
          "The lock for appliers of %s could not be requested: %s; run again. %s"
              .formatted(sessions.address(), ServerMessage.of(e).line(), state),
          e);
    } catch (RuntimeException e) {
      Sessions.close(session);
      throw e;
    }
  }

  private static ApplyLock poll(
      Connection session,
      Sessions sessions,
      RetryPolicy retryPolicy,
      ApplyListener listener,
      String state)
      throws SQLException {
    LockKey key = LockKey.of(sessions.schema());
    long runKey = new SecureRandom().nextLong();
    Stopwatch waited = new Stopwatch();
    Duration noticeAt = retryPolicy.firstNotice();
    Duration pause = SHORTEST_POLL;
    try (PreparedStatement attempt = session.prepareStatement(TRY)) {
      attempt.setInt(1, LockKey.SPACE);
      attempt.setInt(2, key.object());
      attempt.setLong(3, runKey);
      while (true) {
        try (ResultSet row = attempt.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) {
            return new ApplyLock(session, runKey);
          }
        }
        Duration soFar = waited.elapsed();
        if (soFar.compareTo(retryPolicy.lock()) >= 0) {
          throw stillHeld(holder(session, key), sessions, soFar, state);
        }
        if (soFar.compareTo(noticeAt) >= 0) {
          Optional<OtherSession> holder = holder(session, key);
          holder.ifPresent(each -> listener.waitingForApplier(each, soFar));
          noticeAt = soFar.plus(retryPolicy.nextNotice());
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
        RefusalCode.APPLIER_BUSY,
        """
        Another kizaki process is still applying migrations to %s after %s: %s; run again when it \
        has finished, or end that session. %s\
        """
            .formatted(
                sessions.address(),
                ReadableDuration.of(waited),
                holder.map(OtherSession::description).orElse("it has just finished"),
                state));
  }

  /**
   * Up to half as long again, with a random part, so that two waiting appliers poll at different
   * moments.
   */
  private static Duration longer(Duration pause) {
    long most = Math.min(LONGEST_POLL.toMillis(), pause.toMillis() * 3 / 2 + 1);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }

  /** The key of the lock that only this run knows. */
  long runKey() {
    return runKey;
  }

  @Override
  public void close() {
    Sessions.close(session);
  }
}
