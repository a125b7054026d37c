package dev.kizaki.engine.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A read-only transaction that sees the same state of the database from its first query to its
 * last. It either owns its session and closes it, or runs in an applier's session, which stays
 * open.
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
   * Begins a transaction in a new session. Works behind a pooler too, because the settings apply to
   * the transaction only.
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
   * Begins a transaction in an existing session.
   *
   * @param connection with pinned settings, in autocommit mode; is in autocommit mode again
   *     afterwards
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
   * Ends the transaction, and the session if this object owns it. The transaction is ended first,
   * because a pooler discards a session that is closed inside a transaction.
   */
  @Override
  public void close() {
    try {
      end();
    } catch (SQLException e) {
      // The connection is broken, so the server has already ended the transaction.
    }
    if (ownsSession) {
      Sessions.close(connection);
    }
  }
}
