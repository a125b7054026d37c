package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.plan.ObjectStatement;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs migrations on a database that nobody uses and that has no rows, in order to find what
 * PostgreSQL refuses. There is no history table, no data check runs, and no right is looked at.
 */
public final class TrialRun implements AutoCloseable {
  /** Classes of SQLSTATE: connection exception, and operator intervention. */
  private static final List<String> CONNECTION = List.of("08", "57P");

  private final Sessions sessions;
  private final Connection connection;

  private TrialRun(Sessions sessions, Connection connection) {
    this.sessions = sessions;
    this.connection = connection;
  }

  /**
   * Opens a session.
   *
   * @param sessions opens sessions in the database, which has the schema
   * @throws EnvironmentFailure when the database cannot be reached
   */
  public static TrialRun open(Sessions sessions) {
    Connection connection = sessions.open();
    try (Statement statement = connection.createStatement()) {
      // The database is dropped in the end.
      statement.execute("set synchronous_commit = off");
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      Sessions.close(connection);
      throw lost(e);
    }
    return new TrialRun(sessions, connection);
  }

  /**
   * Runs a migration and commits it.
   *
   * @return why it fails; empty if it does not
   * @throws EnvironmentFailure when the connection is lost
   */
  public Optional<TrialFailure> run(SqlMigration migration) {
    try {
      sessions.settings().pinForMigration(connection);
      for (SqlStep step : migration.steps()) {
        try {
          run(step);
        } catch (StepFailure failure) {
          connection.rollback();
          return Optional.of(failure(failure, step));
        }
      }
      connection.commit();
      return Optional.empty();
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /**
   * Runs a migration and undoes it. A statement about an object that fails is undone alone, so that
   * the errors in all of them are found.
   *
   * @throws EnvironmentFailure when the connection is lost
   */
  public TrialResult tryOut(SqlMigration migration) {
    try {
      sessions.settings().pinForMigration(connection);
      TrialResult result = inTransaction(migration);
      connection.rollback();
      return result;
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  private TrialResult inTransaction(SqlMigration migration) throws SQLException {
    GainCheck gains = new GainCheck(connection, sessions.schema(), migration);
    List<TrialFailure> failures = new ArrayList<>();
    Optional<PlanStatementRef> current = Optional.empty();
    Optional<Savepoint> savepoint = Optional.empty();
    for (SqlStep step : migration.steps()) {
      if (!current.filter(step.cause()::equals).isPresent()) {
        current = Optional.of(step.cause());
        savepoint =
            step.cause().statement() instanceof ObjectStatement
                ? Optional.of(connection.setSavepoint())
                : Optional.empty();
      } else if (failures.stream().anyMatch(each -> each.cause().equals(step.cause()))) {
        continue;
      }
      try {
        // What a statement that failed was to make is missing.
        if (failures.isEmpty()) {
          gains.before(step);
        }
        run(step);
      } catch (StepFailure failure) {
        TrialFailure found = failure(failure, step);
        if (!(found.cause().statement() instanceof ObjectStatement)) {
          return new TrialResult(failures, Optional.of(found));
        }
        failures.add(found);
        if (failure.sql().isEmpty() && failure.code() == RefusalCode.OBJECT_MADE_OTHERWISE) {
          return new TrialResult(failures, Optional.empty());
        }
        connection.rollback(savepoint.orElseThrow());
      }
    }
    if (failures.isEmpty()) {
      try {
        gains.end();
      } catch (StepFailure failure) {
        failures.add(failure(failure, migration.steps().get(migration.steps().size() - 1)));
      }
    }
    return new TrialResult(failures, Optional.empty());
  }

  private void run(SqlStep step) throws StepFailure {
    if (!(step instanceof SqlCommand command)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      StepRunner.requireSentAsWritten(command, command.text());
      statement.setEscapeProcessing(false);
      statement.execute(command.text());
    } catch (SQLException e) {
      throw StepFailure.of(step, e);
    }
  }

  /**
   * @param running the step that ran; a comparison is about one before it
   */
  private static TrialFailure failure(StepFailure failure, SqlStep running) {
    SqlStep step = failure.step().orElse(running);
    if (failure.sql().isPresent()) {
      SQLException cause = failure.sql().get();
      if (isOfConnection(cause)) {
        throw lost(cause);
      }
      return new TrialFailure(
          step.cause(),
          step instanceof SqlCommand command ? command.text() : "",
          ServerMessage.of(cause));
    }
    String sql =
        step instanceof SqlCommand command && failure.code() == RefusalCode.MIGRATION_FAILED
            ? command.text()
            : "";
    return new TrialFailure(step.cause(), sql, ServerMessage.own(failure.explanation().get(0)));
  }

  private static boolean isOfConnection(SQLException cause) {
    return cause.getSQLState() != null
        && CONNECTION.stream().anyMatch(cause.getSQLState()::startsWith);
  }

  private static EnvironmentFailure lost(SQLException cause) {
    return new EnvironmentFailure(
        RefusalCode.CONNECTION_LOST,
        "The database for the trial cannot be used: %s. Run again."
            .formatted(ServerMessage.of(cause).line()),
        cause);
  }

  @Override
  public void close() {
    Sessions.close(connection);
  }
}
