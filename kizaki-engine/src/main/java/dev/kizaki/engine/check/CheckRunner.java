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
 * Runs data checks, one at a time, inside an open transaction. The state of the transaction does
 * not change.
 *
 * <p>A query that consists of kizaki's own SQL finds names in {@code pg_catalog} only and reads
 * tables only, because users may have created a function with better matching argument types in the
 * schema, or a view in the place of a table. A query that contains SQL of the plan uses the same
 * search path as the plan's command.
 */
public final class CheckRunner {
  /**
   * The classes of errors with which PostgreSQL refuses a value: data exception, integrity
   * constraint violation, and an error that a PL/pgSQL function raises (PostgreSQL documentation,
   * appendix A).
   */
  private static final List<String> REFUSALS = List.of("22", "23", "P0");

  /** The second setting does not exist in some minor versions (PostgreSQL documentation, E.2). */
  private static final String RESTRICT =
      """
      select set_config('search_path', %s, true),
        (select set_config(name, 'view, foreign-table', true) from pg_settings
          where name = 'restrict_nonsystem_relation_kind')\
      """
          .formatted(Quoting.string(SessionSettings.CATALOG_PATH));

  private static final String PARTITIONED =
      """
      select n.nspname, c.relname from pg_partitioned_table p
        join pg_class c on c.oid = p.partrelid join pg_namespace n on n.oid = c.relnamespace\
      """;

  private final Connection connection;
  private final Optional<String> schemaPath;
  private final Statement statement;

  private CheckRunner(Connection connection, Optional<String> schemaPath) throws SQLException {
    this.connection = connection;
    this.schemaPath = schemaPath;
    this.statement = connection.createStatement();
    statement.setEscapeProcessing(false);
  }

  /** A runner in the transaction of a migration, whose search path contains the schema. */
  public static CheckRunner inMigration(Connection connection) throws SQLException {
    return new CheckRunner(connection, Optional.empty());
  }

  /** A runner in a read-only transaction. Restricts the search path of the transaction. */
  static CheckRunner upFront(Connection connection, SessionSettings settings) throws SQLException {
    CheckRunner runner = new CheckRunner(connection, Optional.of(settings.schemaPath()));
    runner.statement.execute(RESTRICT);
    return runner;
  }

  /**
   * Runs a check.
   *
   * @throws SQLException when the query fails; the transaction is then aborted
   */
  public CheckOutcome run(DataCheck check) throws SQLException {
    Savepoint before = connection.setSavepoint();
    boolean ofThePlan = check.probe().holdsPlanSql();
    if (ofThePlan && schemaPath.isPresent()) {
      statement.execute(unrestrict(schemaPath.get()));
    } else if (!ofThePlan && schemaPath.isEmpty()) {
      statement.execute(RESTRICT);
    }
    CheckOutcome outcome =
        check.probe() instanceof CheckQuery.Trial trial ? run(trial) : count(check.probe());
    connection.rollback(before);
    return outcome;
  }

  private static String unrestrict(String path) {
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

  /**
   * PostgreSQL has refused at least one row. Searches for all refused rows, to report their number
   * and examples.
   */
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
        "At least %s. PostgreSQL: %s."
            .formatted(
                trial.refusal().text(1), DisplayedValue.name(ServerMessage.of(refusal).line())),
        sentence(trial.refusal().remedy()));
  }

  private static boolean isRefusal(SQLException e) {
    return e.getSQLState() != null && REFUSALS.stream().anyMatch(e.getSQLState()::startsWith);
  }

  private Found found(Finding problem, long count, boolean names) throws SQLException {
    String examples;
    try (ResultSet rows = statement.executeQuery(onServer(problem.examples().query()))) {
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
    try (ResultSet row = statement.executeQuery(onServer(query))) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Reads the partitions of a table that others have partitioned, because it has no own rows. */
  private String onServer(String query) throws SQLException {
    String result = query;
    if (query.contains(CheckQuery.OWN_ROWS)) {
      try (ResultSet row = statement.executeQuery(PARTITIONED)) {
        while (row.next()) {
          String table = Quoting.qualified(row.getString(1), row.getString(2));
          result = result.replace(CheckQuery.OWN_ROWS + table, table);
        }
      }
    }
    return result;
  }
}
