package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.jdbc.CheckOutcome.Found;
import dev.kizaki.engine.jdbc.CheckOutcome.Passed;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.Probe;
import dev.kizaki.engine.sql.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/**
 * Asks data checks, one at a time, inside a transaction that is open. A check that passes leaves it
 * as it was.
 */
final class CheckRunner {
  /**
   * Classes of errors by which PostgreSQL refuses a value: data exception, constraint violation,
   * and what a function raises (PostgreSQL documentation, appendix A).
   */
  private static final List<String> REFUSALS = List.of("22", "23", "P0");

  private final Connection connection;
  private final Statement statement;

  CheckRunner(Connection connection) throws SQLException {
    this.connection = connection;
    this.statement = connection.createStatement();
    statement.setEscapeProcessing(false);
  }

  /**
   * @throws SQLException when the question cannot be asked; the transaction is spoilt then
   */
  CheckOutcome run(DataCheck check) throws SQLException {
    return check.probe() instanceof Probe.Trial trial ? run(trial) : count(check.probe());
  }

  private CheckOutcome count(Probe probe) throws SQLException {
    long count = number(probe.query());
    return count == 0
        ? new Passed()
        : found(probe.problem(), count, probe instanceof Probe.Dependents);
  }

  private CheckOutcome run(Probe.Trial trial) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      CheckOutcome outcome = count(trial);
      connection.releaseSavepoint(before);
      return outcome;
    } catch (SQLException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      connection.rollback(before);
      return refused(trial, e, before);
    }
  }

  /** Some row is refused, that is sure; how many and which is worth a search. */
  private CheckOutcome refused(Probe.Trial trial, SQLException refusal, Savepoint before)
      throws SQLException {
    try {
      statement.execute(trial.search());
      long count = number(trial.count());
      if (count > 0) {
        return found(trial.refusal(), count, false);
      }
    } catch (SQLException e) {
      connection.rollback(before);
    }
    return new Found(
        "At least "
            + trial.refusal().text(1)
            + ". PostgreSQL: "
            + ShownValue.name(ServerMessage.of(refusal).line())
            + ".",
        sentence(trial.refusal().remedy()));
  }

  private static boolean isRefusal(SQLException e) {
    return e.getSQLState() != null && REFUSALS.stream().anyMatch(e.getSQLState()::startsWith);
  }

  private Found found(Problem problem, long count, boolean names) throws SQLException {
    String examples;
    try (ResultSet rows = statement.executeQuery(problem.examples().query())) {
      examples = ExampleText.of(rows, problem.examples(), count, names);
    }
    return new Found(
        sentence(problem.text(count) + (examples.isEmpty() ? "" : ": " + examples)),
        sentence(problem.remedy()));
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private long number(String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
