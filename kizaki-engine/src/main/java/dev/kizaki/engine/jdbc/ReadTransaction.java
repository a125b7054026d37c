package dev.kizaki.engine.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A read-only transaction that sees one state of the database from its first question to its last.
 * It either has a session of its own, which ends with it, or runs in an applier's session, which
 * goes on after it.
 */
public final class ReadTransaction implements AutoCloseable {
  private final Connection connection;
  private final Sessions sessions;
  private final boolean ownsSession;
  private boolean ended;

  private ReadTransaction(Connection connection, Sessions sessions, boolean ownsSession) {
    this.connection = connection;
    this.sessions = sessions;
    this.ownsSession = ownsSession;
  }

  /**
   * Begins one in a session of its own. Works behind a pooler too: the settings end with the
   * transaction.
   *
   * @throws dev.kizaki.engine.api.EnvironmentFailure when the database cannot be reached
   */
  public static ReadTransaction open(Sessions sessions) {
    Connection connection = sessions.connect();
    try {
      begin(connection);
      sessions.settings().pinForTransaction(connection);
      return new ReadTransaction(connection, sessions, true);
    } catch (SQLException e) {
      Sessions.close(connection);
      throw sessions.explain(e);
    }
  }

  /**
   * Begins one in a session that is there.
   *
   * @param connection pinned, in autocommit; is so again afterwards
   */
  public static ReadTransaction in(Connection connection, Sessions sessions) throws SQLException {
    begin(connection);
    return new ReadTransaction(connection, sessions, false);
  }

  private static void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read, read only");
    }
  }

  public Connection connection() {
    return connection;
  }

  public Sessions sessions() {
    return sessions;
  }

  /**
   * Ends the transaction, if it has not ended yet.
   *
   * @throws SQLException when the connection is lost
   */
  public void end() throws SQLException {
    if (ended) {
      return;
    }
    ended = true;
    connection.rollback();
    connection.setAutoCommit(true);
    connection.setReadOnly(false);
  }

  /**
   * Ends the transaction, and the session if it is this transaction's own. A pooler throws away a
   * session that is left inside a transaction.
   */
  @Override
  public void close() {
    try {
      end();
    } catch (SQLException e) {
      // The connection is broken, so that the server has ended the transaction already.
    }
    if (ownsSession) {
      Sessions.close(connection);
    }
  }
}
