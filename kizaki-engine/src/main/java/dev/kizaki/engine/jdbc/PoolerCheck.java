package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Finds out whether connections keep their server session between transactions. Behind a pooler in
 * transaction mode they do not: several clients share one session, so all of them get "the" lock,
 * and the lock stays with a session that nobody owns.
 *
 * <p>Two questions tell. While the second connection is inside a transaction, is it on the session
 * that answered the first one (a pooler that hands out the last one used)? And does the session of
 * either change from one statement to the next when both ask in turn?
 */
final class PoolerCheck {
  /** Once would do, if a pooler took a session back before its client has the answer. */
  private static final int ROUNDS = 2;

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
    for (int round = 0; round < ROUNDS; round++) {
      kept = kept && session(second) == other && session(first) == session;
    }
    if (!kept) {
      throw new Refusal(
          address
              + " is a connection pooler in transaction mode, where the lock between two appliers"
              + " does not hold; use the URL of the PostgreSQL server itself, or of a pool in"
              + " session mode.");
    }
  }

  /** The process id of the server session that answers. */
  static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
