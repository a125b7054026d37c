package dev.kizaki.engine.check;

import dev.kizaki.engine.check.CheckOutcome.Found;
import dev.kizaki.engine.check.CheckOutcome.Passed;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.text.DisplayedValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Asks data checks, one at a time, inside a transaction that is open, which is left as it was.
 *
 * <p>A question that is ours alone finds PostgreSQL's names only and reads tables only: others may
 * have put a function of a better fitting name into the schema, or a view where a table was. One
 * that holds SQL of the plan finds what the plan's command will find.
 */
public final class CheckRunner {
  /**
   * Classes of errors by which PostgreSQL refuses a value: data exception, constraint violation,
   * and what a function raises (PostgreSQL documentation, appendix A).
   */
  private static final List<String> REFUSALS = List.of("22", "23", "P0");

  /** Some minor versions do not know the second setting (PostgreSQL documentation, E.2). */
  private static final String NARROW =
      """
      select set_config('search_path', %s, true),
        (select set_config(name, 'view, foreign-table', true) from pg_settings
          where name = 'restrict_nonsystem_relation_kind')\
      """
          .formatted(Quoting.string(SessionSettings.CATALOG_PATH));

  private final Connection connection;
  private final Optional<String> schemaPath;
  private final Statement statement;

  private CheckRunner(Connection connection, Optional<String> schemaPath) throws SQLException {
    this.connection = connection;
    this.schemaPath = schemaPath;
    this.statement = connection.createStatement();
    statement.setEscapeProcessing(false);
  }

  /** Inside the transaction of a migration, in which names are the schema's. */
  public static CheckRunner inMigration(Connection connection) throws SQLException {
    return new CheckRunner(connection, Optional.empty());
  }

  /** Inside a transaction that only asks. Narrows it. */
  static CheckRunner upFront(Connection connection, SessionSettings settings) throws SQLException {
    CheckRunner runner = new CheckRunner(connection, Optional.of(settings.schemaPath()));
    runner.statement.execute(NARROW);
    return runner;
  }

  /**
   * @throws SQLException when the question cannot be asked; the transaction is spoilt then
   */
  public CheckOutcome run(DataCheck check) throws SQLException {
    Savepoint before = connection.setSavepoint();
    boolean ofThePlan = check.probe().holdsPlanSql();
    if (ofThePlan && schemaPath.isPresent()) {
      statement.execute(widened(schemaPath.get()));
    } else if (!ofThePlan && schemaPath.isEmpty()) {
      statement.execute(NARROW);
    }
    CheckOutcome outcome =
        check.probe() instanceof CheckQuery.Trial trial ? run(trial) : count(check.probe());
    connection.rollback(before);
    return outcome;
  }

  private static String widened(String path) {
    return """
    select set_config('search_path', %s, true),
      (select set_config(name, '', true) from pg_settings
        where name = 'restrict_nonsystem_relation_kind')\
    """
        .formatted(Quoting.string(path));
  }

  private CheckOutcome count(CheckQuery probe) throws SQLException {
    long count = number(probe.query());
    return count == 0
        ? new Passed()
        : found(probe.problem(), count, probe instanceof CheckQuery.Dependents);
  }

  private CheckOutcome run(CheckQuery.Trial trial) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return count(trial);
    } catch (SQLException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      connection.rollback(before);
      return refused(trial, e, before);
    }
  }

  /** Some row is refused, that is sure; how many and which is worth a search. */
  private CheckOutcome refused(CheckQuery.Trial trial, SQLException refusal, Savepoint before)
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
            + DisplayedValue.name(ServerMessage.of(refusal).line())
            + ".",
        sentence(trial.refusal().remedy()));
  }

  private static boolean isRefusal(SQLException e) {
    return e.getSQLState() != null && REFUSALS.stream().anyMatch(e.getSQLState()::startsWith);
  }

  private Found found(Finding problem, long count, boolean names) throws SQLException {
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
