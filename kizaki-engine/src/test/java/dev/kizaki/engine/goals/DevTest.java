package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dev} applies, prints and refuses. */
@FullRun
final class DevTest {
  private static final String AHEAD =
      "Source schema is ahead of committed history.\nRun `mvn kizaki:plan` to continue.";

  @TempDir Path root;
  private AppliedProject project;

  /** An empty database: none of the migrations is applied. */
  private TestDatabase empty;

  private final RecordedLines lines = new RecordedLines();

  @BeforeEach
  void applied() throws IOException {
    project = AppliedProject.in(root);
    empty = PostgresServers.version(17).freshDatabase();
  }

  @AfterEach
  void drop() throws SQLException {
    project.close();
    empty.close();
  }

  @Test
  void reportsThatSchemaHistoryAndDatabaseAgree() {
    dev(project.database(), false);
    assertThat(lines.text())
        .isEqualTo(
            """
            Schema, history and database agree.
            Use %s as user kizaki.
            """
                .formatted(project.test().jdbcUrl()));
  }

  @Test
  void appliesPendingMigrations() {
    dev(behind(), false);
    assertThat(lines.text())
        .isEqualTo(
            """
            Applying committed migrations...
            Applying 0001_initial...
            Applying 0002_add_status...
            Applying 0003_add_points...
            Schema, history and database agree.
            Use %s as user kizaki.
            """
                .formatted(empty.jdbcUrl()));
  }

  @Test
  void refusesASchemaThatIsAheadAfterApplying() throws IOException {
    AppliedProject.write(root, "src/main/inspire/label.inspire", "entity Label { name: string }\n");

    assertThat(catchThrowable(() -> dev(behind(), false)))
        .isInstanceOf(Refusal.class)
        .hasMessage(AHEAD);
    assertThat(lines.text())
        .isEqualTo(
            """
            Applying committed migrations...
            Applying 0001_initial...
            Applying 0002_add_status...
            Applying 0003_add_points...
            """);
  }

  /** Nothing can be pending without a history, so the goal does not connect to the database. */
  @Test
  void refusesASchemaWithoutAHistory(@TempDir Path other) throws IOException {
    AppliedProject.write(other, "src/main/inspire/label.inspire", "entity Label { name: string }");
    DatabaseSettings unreachable =
        project.database("jdbc:postgresql://127.0.0.1:1/tasks", "secret");

    assertThat(
            catchThrowable(
                () ->
                    new Kizaki(lines)
                        .dev(new DevRequest(AppliedProject.project(other), unreachable, false))))
        .isInstanceOf(Refusal.class)
        .hasMessage(AHEAD);
  }

  @Test
  void reportsAllProblemsOfTheFilesAndAppliesNothing() throws Exception {
    AppliedProject.write(root, "src/main/inspire/label.inspire", "entity Label { name: strin }\n");
    RefusedInput.edit(
            "migrations/0003_add_points/plan.migration",
            "add Task.points: int?",
            "add Task.points: int backfill [RESOLVE]")
        .make(root);

    assertThat(catchThrowable(() -> dev(behind(), false)))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            src/main/inspire/label.inspire:1:22: error INS201: unknown type 'strin'
                entity Label { name: strin }
                                     ^^^^^
              hint: did you mean string?

            1 error in 1 file.

            1 open question in the history:
              migrations/0003_add_points/plan.migration:2: add Task.points: int backfill [RESOLVE]
            Replace each [RESOLVE] in the plan, or answer with `mvn kizaki:plan \
            -Dkizaki.resolve="…"`.\
            """);
    assertThat(lines.text()).isEmpty();
  }

  @Test
  void refusesADatabaseThatIsAheadOfTheHistory() throws Exception {
    Path latest = root.resolve("migrations/0003_add_points");
    Files.delete(latest.resolve("plan.migration"));
    Files.delete(latest.resolve("snapshot.json"));
    Files.delete(latest);
    assertThat(catchThrowable(() -> dev(project.database(), false)))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The database is ahead of the migrations directory: 0003_add_points is applied, but not"
                + " there; if its directory was deleted, restore it with `git checkout --"
                + " migrations/0003_add_points`; otherwise pull the missing migrations, or apply"
                + " to another database. If this is an older release on purpose, set"
                + " -Dkizaki.ahead=accept: then apply succeeds and does nothing.");
  }

  @Test
  void refusesADatabaseOnAnotherMachine() {
    DatabaseSettings remote = project.database("jdbc:postgresql://192.0.2.7/tasks", "secret");
    assertThat(catchThrowable(() -> dev(remote, false)))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "kizaki:dev applies migrations to the database, but 192.0.2.7 is not this machine; use"
                + " a local database, or set -Dkizaki.allowRemote if you are the only user of this"
                + " one.");
  }

  /** The host does not exist, so the attempt to connect fails visibly. */
  @Test
  void connectsToAnotherMachineWithAllowRemote() {
    DatabaseSettings remote = project.database("jdbc:postgresql://db.invalid/tasks", "secret");
    assertThat(catchThrowable(() -> dev(remote, true)))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageStartingWith("Cannot connect to db.invalid:5432/tasks: ");
  }

  private DatabaseSettings behind() {
    return project.database(empty.jdbcUrl(), empty.password());
  }

  private void dev(DatabaseSettings database, boolean allowRemote) {
    new Kizaki(lines).dev(new DevRequest(AppliedProject.project(root), database, allowRemote));
  }
}
