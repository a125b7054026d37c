package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.Sessions;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The two connections of an applier. Each keeps its session, and the settings of both are pinned.
 *
 * @param idle holds the lock and does nothing else
 * @param work reads and runs the migrations
 */
record ApplierConnections(Connection idle, Connection work) implements AutoCloseable {
  /**
   * Connects. Changes nothing.
   *
   * @throws Refusal when the database is behind a pooler in transaction mode
   * @throws EnvironmentFailure when the database cannot be reached
   */
  static ApplierConnections open(Sessions sessions) {
    Connection idle = sessions.connect();
    try {
      Connection work = sessions.connect();
      try {
        PoolerCheck.refuseSharedSessions(idle, work, sessions.address());
        sessions.pin(idle);
        sessions.pin(work);
        return new ApplierConnections(idle, work);
      } catch (SQLException | RuntimeException e) {
        Sessions.close(work);
        throw e;
      }
    } catch (SQLException e) {
      Sessions.close(idle);
      throw ApplierSessions.unreadable(sessions, e);
    } catch (RuntimeException e) {
      Sessions.close(idle);
      throw e;
    }
  }

  @Override
  public void close() {
    Sessions.close(work);
    Sessions.close(idle);
  }
}
