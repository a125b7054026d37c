package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Finds out what became of a migration whose connection was lost: connects again, waits until the
 * session that ran it is gone (until then it may still commit), and reads the history table.
 *
 * @param connection a new session, pinned, in autocommit
 * @param applied whether the migration is recorded, and so applied
 */
record CommitOutcome(Connection connection, boolean applied) {
  private static final Duration UNTIL_THE_NEXT_CONNECTION = Duration.ofMillis(100);
  private static final Duration UNTIL_THE_NEXT_LOOK = Duration.ofMillis(20);

  private static final String ALIVE =
      """
      select from pg_stat_activity
      where pid = ? and usename = session_user and application_name = 'kizaki'
        and pid <> pg_backend_pid()\
      """;

  /**
   * @param process the server's process that ran the migration
   * @throws EnvironmentFailure when the server does not come back, or the session does not go, in
   *     time; the outcome is unknown then, and the message says so
   */
  static CommitOutcome find(
      Sessions sessions,
      AppliedTable table,
      SqlMigration migration,
      int process,
      RetryPolicy patience) {
    Stopwatch waited = new Stopwatch();
    while (true) {
      try {
        Connection connection = sessions.open();
        try {
          return awaitOutcome(connection, table, migration, process, patience, waited);
        } catch (SQLException | RuntimeException e) {
          Sessions.close(connection);
          throw e;
        }
      } catch (SQLException | EnvironmentFailure e) {
        if (waited.elapsed().compareTo(patience.settlement()) >= 0) {
          throw unknown(sessions, migration, e);
        }
        DatabaseWait.of(UNTIL_THE_NEXT_CONNECTION);
      }
    }
  }

  private static CommitOutcome awaitOutcome(
      Connection connection,
      AppliedTable table,
      SqlMigration migration,
      int process,
      RetryPolicy patience,
      Stopwatch waited)
      throws SQLException {
    boolean terminated = false;
    while (isAlive(connection, process)) {
      if (waited.elapsed().compareTo(patience.settlement()) >= 0) {
        throw new SQLException("the session that ran it is still there");
      }
      if (!terminated && waited.elapsed().compareTo(patience.settlement().dividedBy(2)) >= 0) {
        terminated = true;
        terminate(connection, process);
      }
      DatabaseWait.of(UNTIL_THE_NEXT_LOOK);
    }
    boolean applied =
        table.read(connection).stream()
            .anyMatch(
                row ->
                    row.number() == migration.number() && row.digest().equals(migration.digest()));
    return new CommitOutcome(connection, applied);
  }

  private static boolean isAlive(Connection connection, int process) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALIVE)) {
      statement.setInt(1, process);
      return statement.executeQuery().next();
    }
  }

  /** It is our own orphan, whose client is gone; it would keep its locks for nobody. */
  private static void terminate(Connection connection, int process) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_terminate_backend(?)")) {
      statement.setInt(1, process);
      statement.execute();
    }
  }

  private static EnvironmentFailure unknown(
      Sessions sessions, SqlMigration migration, Exception last) {
    String reason =
        last instanceof SQLException sql ? ServerMessage.of(sql).line() : last.getMessage();
    return new EnvironmentFailure(
        "The connection to "
            + sessions.address()
            + " was lost while "
            + migration.name()
            + " was being applied, and whether it is applied could not be found out: "
            + reason
            + (reason.endsWith(".") ? "" : ".")
            + " `mvn kizaki:status` tells once the server answers; then run again.",
        last);
  }
}
