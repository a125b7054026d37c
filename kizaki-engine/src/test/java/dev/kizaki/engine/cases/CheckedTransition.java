package dev.kizaki.engine.cases;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database before a migration; runs the data checks and the commands of the migration separately,
 * so that their results can be compared.
 */
final class CheckedTransition implements AutoCloseable {
  private static final DatabaseNames NAMES = new DatabaseNames(NamingVersion.CURRENT);
  private static final String SCHEMA = "We\"ird 'schema'";

  private final TestDatabase database;
  private final Connection connection;
  private final SqlMigration migration;

  /**
   * @param answers the answers to the plan's questions
   */
  CheckedTransition(int major, String before, String after, String answers) throws SQLException {
    CaseFile file =
        CaseFile.parse(
            "check",
            "# a check\n-- before.inspire --\n"
                + before
                + "\n-- after.inspire --\n"
                + after
                + "\n-- answers --\n"
                + answers
                + "\n");
    PlannedCase planned = PlannedCase.of(file);
    List<SqlStep> steps =
        PostgresGenerator.generate(planned.before(), planned.plan().statements(), SCHEMA, NAMES);
    this.migration =
        new SqlMigration(1, "0001_a", "0".repeat(64), Optional.empty(), steps, List.of());
    this.database = PostgresServers.version(major).freshDatabase();
    this.connection = database.connect();
    execute("CREATE SCHEMA \"We\"\"ird 'schema'\"", "SET search_path = \"We\"\"ird 'schema'\"");
    execute("SET TimeZone = 'UTC'");
    for (SqlStep step :
        PostgresGenerator.generate(
            Shape.empty(), Oracle.initial(planned.before()), SCHEMA, NAMES)) {
      if (step instanceof SqlCommand command) {
        execute(command.text());
      }
    }
  }

  void execute(String... commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  /** The findings of the checks before the migration, each with its problem and its remedy. */
  List<CheckOutcome.Found> found() {
    return outcomes(Duration.ofSeconds(30)).values().stream()
        .filter(CheckOutcome.Found.class::isInstance)
        .map(CheckOutcome.Found.class::cast)
        .toList();
  }

  Map<CheckSchedule.Entry, CheckOutcome> outcomes(Duration limit) {
    Sessions sessions =
        new Sessions(
            new DatabaseLocation.Server(
                database.jdbcUrl(),
                Optional.of(database.username()),
                Optional.of(new Secret(database.password()))),
            SCHEMA,
            Duration.ofSeconds(5),
            Optional.empty(),
            limit);
    try (ReadSession session = ReadSession.open(sessions)) {
      return session.check(
          CheckSchedule.of(List.of(migration)).stream()
              .filter(each -> each.time() == CheckSchedule.Time.UP_FRONT)
              .toList());
    }
  }

  /**
   * The error with which PostgreSQL refuses the commands if no check runs before them; rolls
   * everything back.
   */
  Optional<String> refusal() throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (SqlStep step : migration.steps()) {
        if (step instanceof SqlCommand command) {
          execute(command.text());
        }
      }
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e.getSQLState() + " " + e.getMessage());
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    database.close();
  }
}
