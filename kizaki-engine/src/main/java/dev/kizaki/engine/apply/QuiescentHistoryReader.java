package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.Refusal;
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
 * Reads the history when no commit is on its way to it. An applier that is killed loses its lock at
 * once, but a commit that it had sent may still be at work in the server, and comes true behind the
 * back of who takes the lock next. Its transaction has written to the history table by then, and
 * that lock everybody can see.
 */
final class QuiescentHistoryReader {
  private static final Duration UNTIL_THE_NEXT_LOOK = Duration.ofMillis(20);

  private QuiescentHistoryReader() {}

  /**
   * @param connection of the holder of the lock for appliers, in autocommit
   * @throws Refusal when such a transaction does not end in time
   */
  static List<AppliedMigration> of(
      Connection connection, AppliedTable table, Sessions sessions, RetryPolicy patience)
      throws SQLException {
    awaitWriters(connection, table, sessions, patience);
    return table.read(connection);
  }

  /**
   * Waits until no transaction that has written to the history is open.
   *
   * @param connection of the holder of the lock for appliers, in autocommit
   * @throws Refusal when one does not end in time
   */
  static void awaitWriters(
      Connection connection, AppliedTable table, Sessions sessions, RetryPolicy patience)
      throws SQLException {
    Stopwatch waited = new Stopwatch();
    List<OtherSession> writing = OtherSessions.writing(connection, table.quotedName());
    while (!writing.isEmpty()) {
      if (waited.elapsed().compareTo(patience.settlement()) >= 0) {
        throw new Refusal(
            "A transaction that has written to the history of "
                + sessions.address()
                + " is still open after "
                + ReadableDuration.of(waited.elapsed())
                + ": "
                + writing.get(0).description()
                + ". Nothing was changed; run again when it is done, or end that session.");
      }
      DatabaseWait.of(UNTIL_THE_NEXT_LOOK);
      writing = OtherSessions.writing(connection, table.quotedName());
    }
  }
}
