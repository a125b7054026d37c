package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} prints about a history and a database, and when it fails the build. */
@FullRun
final class StatusTest {
  private static final String EXAMPLE_URL = "jdbc:postgresql://db.example.com/tasks";

  private static final String FINE =
      """
      Latest committed: 0003_add_points
      Latest applied: 0003_add_points
      Source drift: none
      """;

  @TempDir Path root;
  private AppliedProject project;

  @BeforeEach
  void applied() throws IOException {
    project = AppliedProject.in(root);
  }

  @AfterEach
  void drop() throws SQLException {
    project.close();
  }

  @Test
  void reportsNoProblem() {
    assertThat(status(project.database(), FailOn.DEFAULT)).isEqualTo(FINE);
  }

  @Test
  void reportsARunningApply() {
    DatabaseLocation.Server server = (DatabaseLocation.Server) project.database().location();
    Sessions sessions =
        TestRequests.sessions(server, "public", Duration.ofSeconds(5), Optional.empty());
    try (Applier applier =
        Applier.open(sessions, "1", RetryPolicy.NORMAL, new ProgressLines(new RecordedLines()))) {
      assertThat(applier.applied()).hasSize(3);
      assertThat(status(project.database(), FailOn.DEFAULT))
          .matches(
              Pattern.quote(FINE)
                  + "\\[WARNING\\] Lock: held by process \\d+ \\(user "
                  + server.username().orElseThrow()
                  + ", application kizaki\\) for \\d+ (ms|s)\n");
    }
    assertThat(status(project.database(), FailOn.DEFAULT)).isEqualTo(FINE);
  }

  @Test
  void reportsSourceDrift() throws IOException {
    AppliedProject.write(
        root, "src/main/inspire/label.inspire", "entity Label {\n  name: string\n}\n");

    assertThat(status(project.database(), FailOn.DEFAULT))
        .isEqualTo(
            """
            Latest committed: 0003_add_points
            Latest applied: 0003_add_points
            Source drift: 1 change
            - add entity Label {
                id: uuid = uuid() @primaryKey
                name: string
              }
            [FAILURE] The schema is ahead of the committed history; run `mvn kizaki:plan` \
            and commit what it writes.
            """);
    assertThat(status(project.database(), Set.of(FailOn.PENDING)))
        .isEqualTo(
            """
            Latest committed: 0003_add_points
            Latest applied: 0003_add_points
            Source drift: 1 change
            - add entity Label {
                id: uuid = uuid() @primaryKey
                name: string
              }
            The schema is ahead of the committed history; run `mvn kizaki:plan` and commit what \
            it writes.
            """);
  }

  @Test
  void reportsAnOpenQuestion() throws IOException {
    Path plan = root.resolve("migrations/0003_add_points/plan.migration");
    Files.writeString(plan, Files.readString(plan).replace("int?", "int? backfill [RESOLVE]"));

    assertThat(status(project.database(), FailOn.DEFAULT))
        .isEqualTo(
            """
            Latest committed: 0003_add_points
            Latest applied: 0003_add_points
            Source drift: none
            [WARNING] Unresolved: migrations/0003_add_points/plan.migration:2: add \
            Task.points: int? backfill [RESOLVE]
            [FAILURE] History: Migration 0003_add_points was changed after it was applied \
            (digest a4ba39565f29, applied cf25044127f3); restore its directory from version \
            control, and put the change into a new migration. If the database belongs to \
            another project, use a databaseSchema of this project's own.
            The history has 1 open question; replace each [RESOLVE] in the plan, or answer \
            with `mvn kizaki:plan -Dkizaki.resolve="…"`, and questions of a rebase \
            with `mvn kizaki:rebase -Dkizaki.resolve="…"`.
            """);
  }

  @Test
  void reportsABrokenHistory() throws IOException {
    Files.delete(root.resolve("migrations/0002_add_status/snapshot.json"));

    assertThat(status(project.database(), FailOn.DEFAULT))
        .isEqualTo(
            """
            Latest committed: unknown (broken history)
            Latest applied: 0003_add_points
            Source drift: unknown (broken history)
            [FAILURE] History: migrations/0002_add_status/snapshot.json is missing.
            Restore it with `git checkout -- \
            migrations/0002_add_status/snapshot.json`; or, if it belongs to the newest \
            migration and no database has applied that, delete migrations/0002_add_status \
            and run `mvn kizaki:plan`.
            """);
    assertThat(status(project.database(), Set.of()))
        .isEqualTo(
            """
            Latest committed: unknown (broken history)
            Latest applied: 0003_add_points
            Source drift: unknown (broken history)
            [WARNING] History: migrations/0002_add_status/snapshot.json is missing.
            [WARNING] Restore it with `git checkout -- \
            migrations/0002_add_status/snapshot.json`; or, if it belongs to the newest \
            migration and no database has applied that, delete migrations/0002_add_status \
            and run `mvn kizaki:plan`.
            """);
  }

  @Test
  void reportsADatabaseThatIsAheadOfTheHistory() throws IOException {
    for (String file : new String[] {"plan.migration", "snapshot.json", ""}) {
      Files.delete(root.resolve("migrations/0003_add_points").resolve(file));
    }

    assertThat(status(project.database(), Set.of(FailOn.HISTORY)))
        .isEqualTo(
            """
            Latest committed: 0002_add_status
            Latest applied: 0003_add_points
            Source drift: 1 change
            - add Task.points: int?
            The schema is ahead of the committed history; run `mvn kizaki:plan` and commit what \
            it writes.
            [FAILURE] History: The database is ahead of the migrations directory: \
            0003_add_points is applied, but not there; if its directory was deleted, restore \
            it with `git checkout -- migrations/0003_add_points`; otherwise pull the missing \
            migrations, or apply to another database. If this is an older release on purpose, \
            set -Dkizaki.ahead=accept: then apply succeeds and does nothing.
            """);
  }

  @Test
  void reportsPendingMigrations() throws SQLException {
    try (var fresh = PostgresServers.version(17).freshDatabase()) {
      DatabaseSettings behind = project.database(fresh.jdbcUrl(), fresh.password());

      assertThat(status(behind, FailOn.DEFAULT))
          .isEqualTo(
              """
              Latest committed: 0003_add_points
              Latest applied: none
              Source drift: none
              [WARNING] Pending: 0001_initial, 0002_add_status, 0003_add_points; run `mvn \
              kizaki:apply`.
              """);
      assertThat(status(behind, Set.of(FailOn.PENDING)))
          .isEqualTo(
              """
              Latest committed: 0003_add_points
              Latest applied: none
              Source drift: none
              [FAILURE] Pending: 0001_initial, 0002_add_status, 0003_add_points; run `mvn \
              kizaki:apply`.
              """);
    }
  }

  @Test
  void reportsAnUnreachableDatabase() {
    DatabaseSettings unreachable = project.database("jdbc:postgresql://127.0.0.1:1/tasks", "x");

    assertThat(status(unreachable, FailOn.DEFAULT))
        .isEqualTo(
            """
            Latest committed: 0003_add_points
            Latest applied: unknown (the database cannot be reached)
            Source drift: none
            [FAILURE] Cannot connect to 127.0.0.1:1/tasks: no server listens there. Check \
            that the server runs and that host and port are right. For a status without a \
            database, set -Dkizaki.offline.
            """);
    assertThat(status(unreachable, Set.of(FailOn.PENDING)))
        .isEqualTo(
            """
            Latest committed: 0003_add_points
            Latest applied: unknown (the database cannot be reached)
            Source drift: none
            [FAILURE] Cannot connect to 127.0.0.1:1/tasks: no server listens there. Check \
            that the server runs and that host and port are right.
            """);
  }

  @Test
  void reportsAWrongPassword() {
    assertThat(status(project.database(project.test().jdbcUrl(), "wrong"), FailOn.DEFAULT))
        .contains("Latest applied: unknown (the database cannot be reached)\n")
        .contains("[FAILURE] Cannot connect to")
        .contains("password")
        .doesNotContain("wrong");
  }

  /** What is known without a database is printed before the failure. */
  @Test
  void reportsABrokenHistoryAlthoughTheDatabaseIsUnreachable() throws IOException {
    Files.delete(root.resolve("migrations/0002_add_status/snapshot.json"));
    Path json = root.resolve("target/kizaki/status.json");

    assertThat(
            status(
                TestRequests.status(
                    AppliedProject.project(root),
                    project.database("jdbc:postgresql://127.0.0.1:1/tasks", "x"),
                    FailOn.DEFAULT,
                    Optional.of(json))))
        .contains("Latest applied: unknown (the database cannot be reached)\n")
        .contains("[FAILURE] History: migrations/0002_add_status/snapshot.json is missing.\n")
        .contains("\nCannot connect to 127.0.0.1:1/tasks: no server listens there.");
    assertThat(Files.readString(json))
        .contains("\"database\" : null,\n")
        .contains("\"databaseReached\" : false,\n")
        .contains("\"Cannot connect to 127.0.0.1:1/tasks: no server listens there.");
  }

  @Test
  void asksNoDatabaseIfOffline() {
    DatabaseSettings unreachable = project.database("jdbc:postgresql://127.0.0.1:1/tasks", "x");

    assertThat(status(offline(unreachable, FailOn.DEFAULT)))
        .isEqualTo(
            """
            Latest committed: 0003_add_points
            Latest applied: unknown (offline)
            Source drift: none
            """);
    for (FailOn state : List.of(FailOn.PENDING, FailOn.DATABASE)) {
      assertThat(status(offline(project.database(), Set.of(state))))
          .isEqualTo(
              """
              [FAILURE] The parameters offline and failOn contradict each other: without a \
              database it is unknown whether a migration is pending and whether the database has \
              changed. Leave offline out, or leave pending and database out of failOn.
              """);
    }
  }

  private StatusRequest offline(DatabaseSettings database, Set<FailOn> failOn) {
    return new StatusRequest(
        AppliedProject.project(root), database, failOn, Optional.empty(), true, false, false);
  }

  /** {@code apply} would refuse a plan with an open question, so it is not the next step. */
  @Test
  void namesTheQuestionsOfAPendingMigrationFirst() throws IOException {
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        Files.readString(root.resolve("src/main/inspire/task.inspire"))
            .replace("points: int?", "points: int?\n  weight: int"));
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), project.database()));

    assertThat(status(project.database(), Set.of()))
        .contains(
            """
            [WARNING] Pending: 0004_add_weight; answer the open question first, then run `mvn \
            kizaki:apply`.
            """);
  }

  /**
   * The example of docs/goals.md: its lines, its JSON, and the file that is written although the
   * goal fails.
   */
  @Test
  void reportsDatabaseDrift() throws IOException, SQLException {
    execute(
        "alter table task add estimate int",
        "alter table task alter status drop default",
        "create table legacy (id int)",
        "create view report_open as select 1");
    Path json = root.resolve("target/kizaki/status.json");
    StatusRequest request =
        TestRequests.status(
            AppliedProject.project(root),
            project.ignoring("report_*"),
            Set.of(FailOn.DATABASE),
            Optional.of(json));

    String url = project.test().jdbcUrl();
    RecordedLines lines = new RecordedLines();
    Throwable failure = catchThrowable(() -> new Kizaki(lines).status(request));
    assertThat(String.join("\n", lines.all()).replace(url, EXAMPLE_URL))
        .isEqualTo(example("text").replaceFirst("\n\\[FAILURE].*\n$", ""));
    assertThat("[FAILURE] " + failure.getMessage() + "\n").isSubstringOf(example("text"));
    assertThat(Files.readString(json).replace(url, EXAMPLE_URL)).isEqualTo(example("json"));
    assertThat(status(project.database(), FailOn.DEFAULT))
        .contains("[WARNING] Database drift: column task.estimate was added by hand\n")
        .endsWith("Unmanaged: table legacy, view report_open\n");
  }

  @Test
  void comparesTheDatabaseWithTheAppliedMigrationsOnly() throws IOException, SQLException {
    AppliedProject.write(
        root, "src/main/inspire/label.inspire", "entity Label {\n  name: string\n}\n");
    Kizaki kizaki = new Kizaki(new RecordedLines());
    kizaki.plan(AppliedProject.planning(AppliedProject.project(root), project.database()));

    assertThat(status(project.database(), Set.of(FailOn.DATABASE)))
        .isEqualTo(
            """
            Latest committed: 0004_add_label
            Latest applied: 0003_add_points
            Source drift: none
            [WARNING] Pending: 0004_add_label; run `mvn kizaki:apply`.
            """);
    execute("drop table task");
    assertThat(status(project.database(), Set.of()))
        .contains(
            """
            [WARNING] Pending: 0004_add_label; first see to the drift of the database, then run \
            `mvn kizaki:apply`.
            """)
        .endsWith(
            """
            [WARNING] Database drift: table task is missing
            [WARNING] The database differs from what its migrations made. Undo each change by \
            hand. A column, a unique constraint or an enum value that was added can stay: put it \
            into the schema, run `mvn kizaki:plan`, and `mvn kizaki:apply` takes it over. To keep \
            another change, undo it and then put it into the schema.
            """);
  }

  /** The history is cached, so it is not read again. */
  @Test
  void reportsDatabaseDriftOfACachedProject() throws SQLException {
    StatusRequest request =
        TestRequests.status(
            new Project(
                root,
                root.resolve("src/main/inspire"),
                root.resolve("migrations"),
                Optional.empty(),
                Optional.of(root.resolve("target/kizaki"))),
            project.database(),
            Set.of(FailOn.DATABASE));

    assertThat(status(request)).isEqualTo(FINE);
    assertThat(root.resolve("target/kizaki/history")).exists();
    assertThat(status(request)).isEqualTo(FINE);
    execute("alter table task drop points");
    assertThat(status(request))
        .isEqualTo(
            FINE
                + """
                [WARNING] Database drift: column task.points is missing
                [WARNING]   undo: ALTER TABLE "public"."task" ADD COLUMN "points" integer;
                [FAILURE] The database differs from what its migrations made. Undo each change by \
                hand. A column, a unique constraint or an enum value that was added can stay: put \
                it into the schema, run `mvn kizaki:plan`, and `mvn kizaki:apply` takes it over. \
                To keep another change, undo it and then put it into the schema.
                """);
  }

  @Test
  void doesNotCompareTheDatabaseWithABrokenHistory() throws IOException {
    Files.delete(root.resolve("migrations/0002_add_status/snapshot.json"));

    assertThat(status(project.database(), Set.of(FailOn.DATABASE)))
        .endsWith("[FAILURE] The database cannot be compared with a broken history.\n");
  }

  private void execute(String... commands) throws SQLException {
    try (Connection connection = project.test().connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  /** A code block of docs/goals.md. */
  private static String example(String kind) throws IOException {
    String page = Files.readString(Path.of("../docs/goals.md"));
    String section = page.substring(page.indexOf("### Database drift"));
    int start = section.indexOf("```" + kind + "\n") + kind.length() + 4;
    return section.substring(start, section.indexOf("```", start));
  }

  /** The output, followed by the message of the failure. */
  private String status(DatabaseSettings database, Set<FailOn> failOn) {
    return status(TestRequests.status(AppliedProject.project(root), database, failOn));
  }

  private static String status(StatusRequest request) {
    RecordedLines lines = new RecordedLines();
    Throwable thrown = catchThrowable(() -> new Kizaki(lines).status(request));
    if (thrown == null) {
      return lines.text();
    }
    assertThat(thrown).isInstanceOfAny(Refusal.class, EnvironmentFailure.class);
    return lines.text() + "[FAILURE] " + thrown.getMessage() + "\n";
  }
}
