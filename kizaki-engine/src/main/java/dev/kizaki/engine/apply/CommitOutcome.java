package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Whether a work is done although its connection was lost. {@link #find} connects again, waits
 * until the session that ran it has ended (until then it may still commit), and asks the database.
 *
 * @param connection a new session, pinned, in autocommit
 */
record CommitOutcome(Connection connection, boolean done) {
  private static final Duration CONNECT_INTERVAL = Duration.ofMillis(100);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private static final String ALIVE =
      """
      select from pg_stat_activity
      where pid = ? and usename = session_user and application_name = 'kizaki'
        and pid <> pg_backend_pid()\
      """;

  /**
   * Determines the outcome.
   *
   * @param process the process id of the session that ran it
   * @throws EnvironmentFailure when the server does not accept connections again in time, or the
   *     session does not end in time. The outcome is then unknown, and the message says so
   */
  static CommitOutcome find(RunSettings settings, RecoverableWork work, int process) {
    Duration limit = settings.retryPolicy().outcomeTimeout();
    Stopwatch waited = new Stopwatch();
    while (true) {
      try {
        Connection connection = settings.sessions().open();
        try {
          return awaitOutcome(connection, work, process, limit, waited);
        } catch (SQLException | RuntimeException e) {
          Sessions.close(connection);
          throw e;
        }
      } catch (SQLException | EnvironmentFailure e) {
        if (waited.elapsed().compareTo(limit) >= 0) {
          throw unknown(settings.sessions(), work, e);
        }
        DatabaseWait.of(CONNECT_INTERVAL);
      }
    }
  }

  private static CommitOutcome awaitOutcome(
      Connection connection, RecoverableWork work, int process, Duration limit, Stopwatch waited)
      throws SQLException {
    boolean terminated = false;
    while (isAlive(connection, process)) {
      if (waited.elapsed().compareTo(limit) >= 0) {
        throw new SQLException("the session that ran it has not ended");
      }
      if (!terminated && waited.elapsed().compareTo(limit.dividedBy(2)) >= 0) {
        terminated = true;
        terminate(connection, process);
      }
      DatabaseWait.of(POLL_INTERVAL);
    }
    return new CommitOutcome(connection, work.isDone(connection));
  }

  private static boolean isAlive(Connection connection, int process) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALIVE)) {
      statement.setInt(1, process);
      return statement.executeQuery().next();
    }
  }

  /**
   * Ends the session of the lost connection. It has no client any more and would only keep locks.
   */
  private static void terminate(Connection connection, int process) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_terminate_backend(?)")) {
      statement.setInt(1, process);
      statement.execute();
    }
  }

  private static EnvironmentFailure unknown(
      Sessions sessions, RecoverableWork work, Exception last) {
    String reason =
        last instanceof SQLException sql ? ServerMessage.of(sql).line() : last.getMessage();
    return new EnvironmentFailure(
        RefusalCode.OUTCOME_UNKNOWN,
        """
        The connection to %s was lost while %s was being %s, and kizaki could not determine \
        whether it is %s: %s When the server answers again, `mvn kizaki:status` shows it; \
        then run again.\
        """
            .formatted(
                sessions.address(),
                work.migration().name(),
                work.participle(),
                work.participle(),
                reason.endsWith(".") ? reason : reason + "."),
        last);
  }
}
