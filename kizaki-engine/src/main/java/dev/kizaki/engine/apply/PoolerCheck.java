package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.DatabaseWait;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Finds out whether connections keep their server session between transactions. Behind a pooler in
 * transaction mode they do not: several clients share one session, so all of them get "the" lock,
 * and the lock stays with a session that nobody owns.
 *
 * <p>Two questions tell. While the second connection is inside a transaction, is it on the session
 * that answered the first one (a pooler that hands out the last one used)? And does the session of
 * either change when they ask one after the other, or one of them again (a pooler that takes
 * turns)?
 */
public final class PoolerCheck {
  /** A pooler may take a session back a little after its client has the answer. */
  private static final Duration REST = Duration.ofMillis(10);

  private PoolerCheck() {}

  /**
   * @param first in autocommit, nothing set
   * @param second in autocommit, nothing set; is so again afterwards
   * @throws Refusal when they do not keep their sessions
   */
  static void refuseSharedSessions(Connection first, Connection second, String address)
      throws SQLException {
    int session = session(first);
    second.setAutoCommit(false);
    int other = session(second);
    // Not asked again once it is clear: the only session of a pool of one is taken right now.
    boolean kept = other != session && session(first) == session && session(second) == other;
    second.rollback();
    second.setAutoCommit(true);
    // At rest, so that the next one to ask gets the session that was used last, or the next in
    // turn.
    DatabaseWait.of(REST);
    kept = kept && session(second) == other;
    DatabaseWait.of(REST);
    for (int again = 0; again < 3; again++) {
      kept = kept && session(first) == session;
    }
    if (!kept) {
      throw new Refusal(
          address
              + " is a connection pooler in transaction mode, where the lock between two appliers"
              + " does not hold; use the URL of the PostgreSQL server itself, or of a pool in"
              + " session mode.");
    }
  }

  /** The process id of the server session that answers. Qualified: nothing may be pinned yet. */
  static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
