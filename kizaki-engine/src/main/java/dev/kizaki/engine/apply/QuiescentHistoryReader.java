package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.text.ReadableDuration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Reads the history table when no other transaction is writing to it. If an applier is killed, its
 * advisory lock is released at once, but the server may still be executing a commit that the
 * applier had sent. That commit could succeed after the next applier has read the history. Its
 * transaction has already written to the history table, so {@code pg_locks} shows its lock on that
 * table until it ends.
 */
final class QuiescentHistoryReader {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private QuiescentHistoryReader() {}

  /**
   * Waits until no transaction that has written to the history table is open, then reads the table.
   *
   * @param connection in autocommit mode, of an applier that holds the lock
   * @throws Refusal when such a transaction does not end in time
   */
  static List<AppliedMigration> of(
      Connection connection, AppliedTable table, Sessions sessions, RetryPolicy retryPolicy)
      throws SQLException {
    awaitWriters(connection, table, sessions, retryPolicy);
    return table.read(connection);
  }

  /**
   * Waits until no transaction that has written to the history table is open.
   *
   * @param connection in autocommit mode, of an applier that holds the lock
   * @throws Refusal when such a transaction does not end in time
   */
  static void awaitWriters(
      Connection connection, AppliedTable table, Sessions sessions, RetryPolicy retryPolicy)
      throws SQLException {
    Stopwatch waited = new Stopwatch();
    List<OtherSession> writing = OtherSessions.writing(connection, table.quotedName());
    while (!writing.isEmpty()) {
      if (waited.elapsed().compareTo(retryPolicy.outcomeTimeout()) >= 0) {
        throw new Refusal(
            RefusalCode.APPLIER_BUSY,
            """
            A transaction that has written to the history of %s is still open after %s: %s. \
            Nothing was changed; run again when it has ended, or end that session.\
            """
                .formatted(
                    sessions.address(),
                    ReadableDuration.of(waited.elapsed()),
                    writing.get(0).description()));
      }
      DatabaseWait.of(POLL_INTERVAL);
      writing = OtherSessions.writing(connection, table.quotedName());
    }
  }
}
