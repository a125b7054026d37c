package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.DatabaseWait;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Detects a connection pooler in transaction mode. Behind such a pooler, a connection does not keep
 * its server session between transactions. Several clients share one session, so each of them gets
 * the advisory lock, and the lock remains in a session that does not belong to any client.
 *
 * <p>Two tests detect it. First, the second connection begins a transaction: it must not run in the
 * session that the first one used (a pooler that reuses the last session would do that). Second,
 * both connections ask for their session several times: the answers must not change (a pooler that
 * rotates its sessions would change them).
 */
public final class PoolerCheck {
  /** A pooler may take a session back shortly after its client has received the answer. */
  private static final Duration RELEASE_DELAY = Duration.ofMillis(10);

  private PoolerCheck() {}

  /**
   * @param first in autocommit mode, with no setting changed
   * @param second in autocommit mode, with no setting changed; is in autocommit mode again
   *     afterwards
   * @throws Refusal when the connections do not keep their sessions
   */
  static void refuseSharedSessions(Connection first, Connection second, String address)
      throws SQLException {
    int session = session(first);
    second.setAutoCommit(false);
    int other = session(second);
    // If the first test fails, `first` must not be asked again: in a pool with one session, that
    // session is in use by the open transaction.
    boolean kept = other != session && session(first) == session && session(second) == other;
    second.rollback();
    second.setAutoCommit(true);
    // The pooler must have both sessions back, so that the next query gets the session that was
    // used last, or the next one in rotation.
    DatabaseWait.of(RELEASE_DELAY);
    kept = kept && session(second) == other;
    DatabaseWait.of(RELEASE_DELAY);
    for (int repetition = 0; repetition < 3; repetition++) {
      kept = kept && session(first) == session;
    }
    if (!kept) {
      throw new Refusal(
          RefusalCode.POOLER,
          """
          %s is a connection pooler in transaction mode, where the lock between two appliers does \
          not hold; use the URL of the PostgreSQL server itself, or of a pool in session mode.\
          """
              .formatted(address));
    }
  }

  /**
   * The process id of the server session that answers. The function is schema-qualified because the
   * search path may not be set yet.
   */
  static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
