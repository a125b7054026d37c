package dev.kizaki.engine.apply;

import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.check.CheckRunner;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.sql.AlreadyThere;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.core.TransactionState;

/** Runs the steps of migrations in one session. Each statement is sent to the server by itself. */
final class StepRunner {
  private static final Pattern FINAL_SEMICOLON = Pattern.compile("[;\\s]+\\z");

  private final Connection connection;
  private final SessionSettings settings;
  private final BaseConnection driver;
  private final SlowStepWatch watch;
  private final int process;
  private final Statement statement;
  private final CheckRunner checkRunner;

  /**
   * @param connection not in autocommit mode
   * @param process the process id of the session in the server
   */
  StepRunner(Connection connection, SessionSettings settings, SlowStepWatch watch, int process)
      throws SQLException {
    this.connection = connection;
    this.settings = settings;
    this.driver = connection.unwrap(BaseConnection.class);
    this.watch = watch;
    this.process = process;
    this.statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    this.checkRunner = CheckRunner.inMigration(connection);
  }

  /** Runs a step in the open transaction. */
  void run(SqlMigration migration, Stage.Part part, TakeoverSteps takeovers) throws StepFailure {
    watch.started(migration, part.step() + 1, process);
    try {
      run(part.run(), migration, takeovers);
    } finally {
      watch.ended();
    }
  }

  /**
   * Runs a command that cannot run in a transaction. It waits for locks as long as needed, because
   * nobody waits for the lock that it asks for, and an index build that is interrupted leaves an
   * index that is not valid.
   */
  void runOutsideTransaction(SqlMigration migration, Stage.Part part) throws StepFailure {
    SqlCommand command = (SqlCommand) part.run();
    try {
      connection.setAutoCommit(true);
      watch.started(migration, part.step() + 1, process);
      try {
        settings.pinOutsideTransaction(connection);
        requireSentAsWritten(command, command.text());
        execute(command.text());
      } finally {
        watch.ended();
        if (!connection.isClosed()) {
          settings.pin(connection);
          connection.setAutoCommit(false);
        }
      }
    } catch (SQLException e) {
      throw StepFailure.of(command, e);
    }
  }

  private void run(SqlStep step, SqlMigration migration, TakeoverSteps takeovers)
      throws StepFailure {
    try {
      if (step instanceof DataCheck check) {
        requireSentAsWritten(check, check.probe().query());
        if (checkRunner.run(check) instanceof CheckOutcome.Found found) {
          throw StepFailure.ofCheck(check, found);
        }
      } else if (step instanceof SqlCommand command) {
        requireSentAsWritten(command, command.text());
        execute(command.text());
      } else if (step instanceof AlreadyThere there) {
        List<String> differences = takeovers.run(connection, migration, there);
        if (!differences.isEmpty()) {
          throw StepFailure.noLongerThere(there, differences);
        }
      }
    } catch (SQLException e) {
      throw StepFailure.of(step, e);
    }
    // The driver knows the state from the server's last answer, so this needs no round trip.
    if (driver.getTransactionState() != TransactionState.OPEN) {
      throw StepFailure.transactionEnded(Optional.of(step));
    }
  }

  /**
   * Rejects SQL that the driver would change: it splits a text at semicolons and replaces {@code
   * ??} by {@code ?}. The driver's own parser tells what it would send. That parser is internal to
   * the driver and may change with its version, so {@code DriverParserTest} tests the behaviour
   * that this method relies on.
   */
  static void requireSentAsWritten(SqlStep step, String text) throws SQLException, StepFailure {
    List<NativeQuery> sent = Parser.parseJdbcSql(text, true, false, true, false, false);
    if (sent.size() > 1) {
      throw StepFailure.notOneStatement(step, sent.size());
    }
    String written = FINAL_SEMICOLON.matcher(text).replaceFirst("");
    if (sent.stream().anyMatch(each -> each.nativeSql.length() < written.length())) {
      throw StepFailure.changedByDriver(step);
    }
  }

  /** Whether the driver sends these commands as they are. */
  static boolean areSentAsWritten(List<SqlCommand> commands) throws SQLException {
    try {
      for (SqlCommand command : commands) {
        requireSentAsWritten(command, command.text());
      }
      return true;
    } catch (StepFailure changed) {
      return false;
    }
  }

  /**
   * Reads all rows, because a function in a {@code select} runs only for the rows that are read.
   */
  private void execute(String sql) throws SQLException {
    statement.setFetchSize(sql.regionMatches(true, 0, "select", 0, 6) ? 1000 : 0);
    if (statement.execute(sql)) {
      try (ResultSet rows = statement.getResultSet()) {
        boolean more = true;
        while (more) {
          more = rows.next();
        }
      }
    }
    statement.clearWarnings();
  }
}
