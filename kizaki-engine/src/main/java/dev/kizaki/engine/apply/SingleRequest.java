package dev.kizaki.engine.apply;

import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Sends a migration that neither reads nor writes the rows of tables to the server in one request,
 * so that the session does not wait for each answer. What the request does is what {@link
 * MigrationTransaction} does step by step: it sets the session's settings, checks the lock of the
 * appliers, takes the locks on tables, runs the commands, and inserts the history row. The first
 * request prepares the statements that all of them have, so that the server parses them once.
 *
 * <p>The driver does not tell which command of a request has failed. Therefore a request that fails
 * is rolled back, and the caller runs the migration step by step, which fails at the same step or
 * waits for the lock that was held. That costs little, because such a migration takes no long time.
 */
final class SingleRequest {
  /** With more commands, the user wants to see how far the migration is. */
  private static final int MOST_COMMANDS = 100;

  private static final String BEGIN = "kizaki_begin";
  private static final String RECORD = "kizaki_record";
  private static final String INVALID_STATEMENT_NAME = "26000";

  /** How long the transaction has been running, in milliseconds. */
  private static final String RUNNING =
      "(1000 * extract(epoch from clock_timestamp() - transaction_timestamp()))::bigint";

  private final Connection connection;
  private final String toolVersion;
  private final Statement statement;
  private final String prepare;

  /** Whether a request has prepared the statements that are the same for every migration. */
  private boolean prepared;

  /** False if SQL of a migration has removed the prepared statements. */
  private boolean usable = true;

  /** What the server has answered: transaction ids and whether the lock was held. */
  private record State(String transaction, boolean locked) {}

  /**
   * Sends nothing yet.
   *
   * @param state a select list of the transaction id and whether the lock is held, with the key of
   *     the lock as its parameter
   */
  SingleRequest(
      Connection connection,
      SessionSettings settings,
      AppliedTable table,
      String toolVersion,
      String state)
      throws SQLException {
    this.connection = connection;
    this.toolVersion = toolVersion;
    this.statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    this.prepare =
        """
        prepare %s (bigint) as select %s, %s;
        prepare %s (integer, text, text, text, bigint, text, bigint) as %s returning %s\
        """
            .formatted(
                BEGIN,
                state.replace("?", "$1"),
                settings.callsForMigration(connection),
                RECORD,
                table.insert(List.of(), number -> "$" + number),
                state.replace("?", "$7"));
  }

  /**
   * Runs the migration if one request can do so. Does not commit.
   *
   * @param parts the steps to run
   * @return false if it has to be run step by step; then the transaction has been rolled back
   * @throws StepFailure when the lock of the appliers or the connection is lost
   */
  boolean run(SqlMigration migration, List<Stage.Part> parts, ApplyLock lock) throws StepFailure {
    if (!usable || !fits(migration, parts)) {
      return false;
    }
    List<SqlCommand> commands = parts.stream().map(part -> (SqlCommand) part.run()).toList();
    Optional<List<State>> states = send(request(migration, commands, lock), commands);
    if (states.isEmpty()) {
      return false;
    }
    State first = states.get().get(0);
    State last = states.get().get(1);
    if (!first.locked() || !last.locked()) {
      throw StepFailure.lockLost();
    }
    if (!first.transaction().equals(last.transaction())) {
      throw StepFailure.transactionEnded(Optional.empty());
    }
    return true;
  }

  private static boolean fits(SqlMigration migration, List<Stage.Part> parts) {
    return parts.size() <= MOST_COMMANDS
        && migration.forms().isEmpty()
        && migration.gains().isEmpty()
        && parts.stream().allMatch(SingleRequest::fits);
  }

  /** SQL of the plan may end the transaction, and the commands after it would be committed. */
  private static boolean fits(Stage.Part part) {
    return part.run() instanceof SqlCommand command
        && command.transactional()
        && !command.open()
        && command.locks().stream().allMatch(lock -> lock.work() == RowAccess.CATALOG);
  }

  private String request(SqlMigration migration, List<SqlCommand> commands, ApplyLock lock) {
    StringJoiner request = new StringJoiner(";\n");
    if (!prepared) {
      request.add(prepare);
    }
    request.add("execute %s(%d)".formatted(BEGIN, lock.runKey()));
    TableLocks.withoutWaiting(commands).forEach(request::add);
    commands.forEach(command -> request.add(command.text()));
    request.add(
        "execute %s(%d, %s, %s, %s, %s, %s, %d)"
            .formatted(
                RECORD,
                migration.number(),
                Quoting.string(migration.name()),
                Quoting.string(migration.digest()),
                migration.parent().map(Quoting::string).orElse("null"),
                RUNNING,
                Quoting.string(toolVersion),
                lock.runKey()));
    return request.toString();
  }

  /**
   * @return the states before and after the commands; absent if the request has failed
   */
  private Optional<List<State>> send(String request, List<SqlCommand> commands) throws StepFailure {
    try {
      if (!StepRunner.areSentAsWritten(commands)) {
        return Optional.empty();
      }
      List<ResultSet> results = new ArrayList<>();
      // They stay prepared also if a later command of the request fails.
      prepared = true;
      boolean rows = statement.execute(request);
      while (rows || statement.getUpdateCount() >= 0) {
        if (rows) {
          results.add(statement.getResultSet());
        }
        rows = statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
      }
      statement.clearWarnings();
      return Optional.of(List.of(state(results.get(0)), state(results.get(results.size() - 1))));
    } catch (SQLException e) {
      rollBack(e);
      return Optional.empty();
    }
  }

  private static State state(ResultSet row) throws SQLException {
    row.next();
    return new State(row.getString(1), row.getBoolean(2));
  }

  private void rollBack(SQLException failure) throws StepFailure {
    try {
      connection.rollback();
      usable = usable && !INVALID_STATEMENT_NAME.equals(failure.getSQLState());
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.BEGIN, failure);
    }
  }
}
