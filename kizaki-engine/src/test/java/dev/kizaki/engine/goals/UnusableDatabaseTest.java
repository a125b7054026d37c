package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are valid, but the database, a parameter or the disk is not usable. */
@FullRun
final class UnusableDatabaseTest {
  private static final String NOT_THERE = "jdbc:postgresql://127.0.0.1:1/tasks";

  @TempDir Path root;
  private AppliedProject project;

  @BeforeEach
  void appliedAndAhead() throws IOException {
    project = AppliedProject.in(root);
    AppliedProject.write(
        root, "src/main/inspire/label.inspire", "entity Label {\n  name: string\n}\n");
  }

  @AfterEach
  void drop() throws SQLException {
    project.close();
  }

  @Test
  void reportsAnUnreachableServer() throws Exception {
    for (Goal goal : new Goal[] {Goal.PLAN, Goal.APPLY, Goal.DRY_RUN}) {
      assertThat(refusalMessage(goal, project.database(NOT_THERE, "secret")))
          .isEqualTo(
              "Cannot connect to 127.0.0.1:1/tasks: no server listens there. Check that the server"
                  + " runs and that host and port are right.");
    }
  }

  @Test
  void reportsAWrongPassword() throws Exception {
    for (Goal goal : new Goal[] {Goal.PLAN, Goal.APPLY, Goal.DRY_RUN}) {
      assertThat(refusalMessage(goal, project.database(project.test().jdbcUrl(), "secret")))
          .isEqualTo(
              ("Cannot connect to %s: password authentication failed for user \"kizaki\". Check"
                      + " username and password.")
                  .formatted(project.test().jdbcUrl().substring("jdbc:postgresql://".length())));
    }
  }

  @Test
  void refusesTheUrlOfAnotherDatabaseSystem() throws Exception {
    for (Goal goal : new Goal[] {Goal.PLAN, Goal.APPLY, Goal.DRY_RUN}) {
      assertThat(
              refusalMessage(
                  goal, project.database("jdbc:mysql://root:secret@localhost/tasks", "")))
          .isEqualTo(
              "The connection string starts with jdbc:mysql:, but kizaki works with PostgreSQL"
                  + " only; write jdbc:postgresql://host:5432/database.");
    }
  }

  @Test
  void refusesADatabaseWithAnotherProjectsHistory(@TempDir Path other) throws Exception {
    AppliedProject.write(other, "src/main/inspire/a.inspire", "entity Order {\n  price: int\n}\n");
    Kizaki kizaki = new Kizaki(new RecordedLines());
    try (var fresh = PostgresServers.version(17).freshDatabase()) {
      DatabaseSettings own = project.database(fresh.jdbcUrl(), fresh.password());
      kizaki.plan(
          TestRequests.plan(
              AppliedProject.project(other),
              own,
              Optional.of("orders"),
              Optional.empty(),
              Optional.empty(),
              false,
              false,
              Optional.empty()));
    }
    String state = project.state();
    Map<String, String> tree = AppliedProject.tree(other);

    for (Goal goal : new Goal[] {Goal.APPLY, Goal.DRY_RUN}) {
      Throwable thrown =
          catchThrowable(() -> goal.run(kizaki, AppliedProject.project(other), project.database()));
      assertThat(thrown)
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "The database contains the history of another project: 0001_initial, 0002_add_status,"
                  + " 0003_add_points are not in the migrations directory; use a databaseSchema of"
                  + " this project's own.");
    }
    assertThat(project.state()).isEqualTo(state);
    assertThat(AppliedProject.tree(other)).isEqualTo(tree);
  }

  /** {@code apply} connects while it reads the history. */
  @Test
  void aHistoryThatCannotBeReadIsReportedAndNotTheDatabase() throws Exception {
    AppliedProject.write(root, "migrations/0003_add_points/plan.migration", "migration {");
    for (DatabaseSettings database :
        List.of(project.database(NOT_THERE, "secret"), project.database())) {
      RecordedLines lines = new RecordedLines();
      Throwable thrown =
          catchThrowable(
              () -> Goal.APPLY.run(new Kizaki(lines), AppliedProject.project(root), database));
      assertThat(thrown)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("migrations/0003_add_points/plan.migration");
      assertThat(lines.all()).isEmpty();
    }
    try (Connection observer = project.test().connect();
        Statement statement = observer.createStatement()) {
      boolean connected = true;
      for (int poll = 0; connected && poll < 200; poll++) {
        Thread.sleep(20);
        try (ResultSet row =
            statement.executeQuery(
                "select from pg_stat_activity where application_name = 'kizaki'"
                    + " and datname = current_database()")) {
          connected = row.next();
        }
      }
      assertThat(connected).isFalse();
    }
  }

  @Test
  void refusesATargetThatIsNotAMigration() {
    Throwable thrown =
        catchThrowable(
            () ->
                new Kizaki(new RecordedLines())
                    .apply(
                        new ApplyRequest(
                            AppliedProject.project(root),
                            project.database(),
                            Optional.of("0004_more"))));

    assertThat(thrown)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The parameter target names 0004_more, but there is no such migration. The latest is"
                + " 0003_add_points.");
  }

  @Test
  void takesAsATargetWhatNamesOneMigration() {
    for (String target : List.of("0002_add_status", "0002", "2", "add_status")) {
      assertThat(target(target)).as(target).isNull();
    }
    assertThat(target("0002_add_state"))
        .hasMessage(
            "The parameter target names 0002_add_state, but there is no such migration. Migration"
                + " 0002 is 0002_add_status. The latest is 0003_add_points.");
    assertThat(target("0"))
        .hasMessage(
            "The parameter target names 0, but there is no such migration. The latest is"
                + " 0003_add_points.");
  }

  private Throwable target(String target) {
    return catchThrowable(
        () ->
            new Kizaki(new RecordedLines())
                .apply(
                    new ApplyRequest(
                        AppliedProject.project(root), project.database(), Optional.of(target))));
  }

  /** Skipped for root, because root can write to every directory. */
  @Test
  void reportsADirectoryThatCannotBeWritten() throws Exception {
    Path migrations = root.resolve("migrations");
    assertThat(migrations.toFile().setWritable(false)).isTrue();
    try {
      assumeFalse(Files.isWritable(migrations));
      assertThat(refusalMessage(Goal.PLAN, project.database()))
          .isEqualTo(
              "cannot write migrations/0004_add_label: permission denied.\n"
                  + "Nothing was changed. Correct that, then run the goal again.");
    } finally {
      assertThat(migrations.toFile().setWritable(true)).isTrue();
    }
  }

  /** The message of the refusal; checks that nothing has changed. */
  private String refusalMessage(Goal goal, DatabaseSettings database)
      throws IOException, SQLException {
    Map<String, String> tree = AppliedProject.tree(root);
    String state = project.state();
    Throwable thrown =
        catchThrowable(
            () ->
                goal.run(new Kizaki(new RecordedLines()), AppliedProject.project(root), database));

    assertThat(thrown).isInstanceOfAny(Refusal.class, EnvironmentFailure.class);
    assertThat(AppliedProject.tree(root)).isEqualTo(tree);
    assertThat(project.state()).isEqualTo(state);
    return thrown.getMessage();
  }
}
