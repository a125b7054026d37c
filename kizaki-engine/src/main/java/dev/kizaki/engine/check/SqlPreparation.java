package dev.kizaki.engine.check;

import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** Lets PostgreSQL parse SQL without running it. */
public final class SqlPreparation {
  private static final String NAME = "__kizaki_preparation";

  /**
   * The classes of errors that are found by parsing: a syntax error, an unknown name or a type that
   * does not fit, and a constant that its type does not accept (PostgreSQL documentation, appendix
   * A).
   */
  private static final List<String> REFUSALS = List.of("42", "22");

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private SqlPreparation() {}

  /**
   * Prepares a command in the open transaction, whose state does not change, with the search path
   * of a migration.
   *
   * @return unfinished if PostgreSQL refused the command for a reason that is not in the command
   * @throws SQLException when the connection is lost
   */
  public static CheckOutcome of(Connection connection, SessionSettings settings, String command)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "select pg_catalog.set_config('search_path', %s, true)"
              .formatted(Quoting.string(settings.schemaPath())));
      statement.execute("prepare " + NAME + " as " + command);
      statement.execute("deallocate " + NAME);
      return new CheckOutcome.Passed();
    } catch (SQLException e) {
      ServerMessage message = ServerMessage.of(e);
      return isRefusal(e)
          ? new CheckOutcome.Found(
              "PostgreSQL: %s (%s)".formatted(message.line(), message.state()),
              "Correct the SQL in the plan, or make what it names before.")
          : new CheckOutcome.Unfinished("(" + message.line() + ")");
    } finally {
      connection.rollback(before);
    }
  }

  private static boolean isRefusal(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && !state.equals(INSUFFICIENT_PRIVILEGE)
        && REFUSALS.stream().anyMatch(state::startsWith);
  }
}
