package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.EnvironmentFailure;
import dev.kizaki.engine.Refusal;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Looks at a database and changes nothing: one read-only transaction that sees one state of it from
 * the first question to the last. Works behind a pooler too.
 */
public final class ReadSession implements AutoCloseable {
  private final Connection connection;
  private final Sessions sessions;

  private ReadSession(Connection connection, Sessions sessions) {
    this.connection = connection;
    this.sessions = sessions;
  }

  /**
   * @throws EnvironmentFailure when the database cannot be reached
   */
  public static ReadSession open(Sessions sessions) {
    return new ReadSession(sessions.openReadOnly(), sessions);
  }

  /**
   * The applied migrations by number; none where the history table is absent.
   *
   * @throws Refusal when a table of its name is something else
   */
  public List<AppliedMigration> applied() {
    try {
      return new AppliedTable(sessions.schema()).read(connection);
    } catch (SQLException e) {
      throw unreadable("The history", e);
    }
  }

  /** How big these tables are; tables that are not there are not in the answer. */
  public Map<TableName, TableSize> sizes(Collection<TableName> tables) {
    try {
      return TableSizes.read(connection, tables);
    } catch (SQLException e) {
      throw unreadable("The size of the tables", e);
    }
  }

  /**
   * Asks data checks that can be asked before anything runs.
   *
   * @return what came of each, in the same order
   */
  public Map<CheckSchedule.Entry, CheckOutcome> check(List<CheckSchedule.Entry> upFront) {
    try {
      return new EarlyChecks(connection, sessions.checkTimeout()).run(upFront, each -> {});
    } catch (SQLException e) {
      throw unreadable("The rows", e);
    }
  }

  /** The connection itself, for who reads the catalog; it stays this object's to close. */
  public Connection connection() {
    return connection;
  }

  private EnvironmentFailure unreadable(String what, SQLException e) {
    return new EnvironmentFailure(
        what
            + " of "
            + sessions.address()
            + " could not be read: "
            + ServerMessage.of(e).line()
            + ".",
        e);
  }

  /** Ends the transaction and the session. A pooler throws away a session left inside one. */
  @Override
  public void close() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // Then it is broken, and closing it is all that is left.
    }
    Sessions.close(connection);
  }
}
