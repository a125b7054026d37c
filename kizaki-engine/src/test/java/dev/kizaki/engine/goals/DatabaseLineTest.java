package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.ResetRequest;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each goal that opens a database says which one: once, before its other lines. */
@FullRun
final class DatabaseLineTest {
  @TempDir Path root;

  @Test
  void namesAConfiguredDatabase() throws IOException, SQLException {
    try (AppliedProject applied = AppliedProject.in(root)) {
      // What must not be printed: a user, a password, a parameter.
      String url = applied.test().jdbcUrl();
      DatabaseSettings database =
          applied.database(
              url + "?ApplicationName=secret&user=" + applied.test().username(),
              applied.test().password());
      Project project = warnedAbout(AppliedProject.project(root));

      goals(project, database)
          .forEach(
              (goal, call) ->
                  assertThat(namesFirst(goal, call))
                      .as(goal)
                      .isEqualTo("Database: " + url + " (PostgreSQL 17.6), schema public"));
      DatabaseSettings other =
          new DatabaseSettings(
              database.location(),
              "my\nschema",
              database.lockTimeout(),
              database.statementTimeout(),
              database.checkTimeout(),
              List.of());
      RecordedLines lines = new RecordedLines();
      new Kizaki(lines).status(TestRequests.status(project, other, Set.of()));
      assertThat(lines.all().get(0)).endsWith("(PostgreSQL 17.6), schema my\\nschema");
    }
  }

  @Test
  void namesTheEmbeddedDatabase() throws IOException {
    DatabaseSettings database =
        TestRequests.database(
            new DatabaseLocation.Embedded(
                root,
                "17",
                (artifact, version) ->
                    TestBinaries.folder().resolve(artifact + "-" + version + ".jar")),
            "public",
            Duration.ofSeconds(5),
            Optional.empty());
    AppliedProject.write(root, "src/main/inspire/task.inspire", "entity Task { title: string }\n");
    Project project = AppliedProject.project(root);

    // No goal below creates the database, so there is none to name.
    RecordedLines without = new RecordedLines();
    Kizaki kizaki = new Kizaki(without);
    kizaki.plan(AppliedProject.planning(project, database));
    kizaki.dryRun(new DryRunRequest(project, database, false, false));
    kizaki.status(TestRequests.status(project, database, FailOn.DEFAULT));
    assertThat(without.all())
        .noneMatch(line -> line.startsWith("Database:"))
        .contains("Latest applied: unknown (no database)");

    String line = "Database: the project's own, in .kizaki (PostgreSQL 17.6)";
    new Kizaki(new RecordedLines()).apply(new ApplyRequest(project, database, Optional.empty()));
    assertThat(
            namesFirst(
                "start",
                each -> each.start(new StartRequest(project, database, Optional.empty())).close()))
        .isEqualTo(line);
    assertThat(namesFirst("reset", each -> each.reset(new ResetRequest(project, database, false))))
        .isEqualTo(line);
    warnedAbout(project);
    goals(project, database)
        .forEach((goal, call) -> assertThat(namesFirst(goal, call)).as(goal).isEqualTo(line));
  }

  @Test
  void opensNoDatabaseToPrintTheLine() throws IOException, SQLException {
    try (AppliedProject applied = AppliedProject.in(root)) {
      Project cached =
          new Project(
              root,
              root.resolve("src/main/inspire"),
              root.resolve("migrations"),
              Optional.empty(),
              Optional.of(root.resolve("target/kizaki")));
      RecordedLines lines = new RecordedLines();
      for (int run = 0; run < 2; run++) {
        new Kizaki(lines).plan(AppliedProject.planning(cached, applied.database()));
      }
      assertThat(lines.all()).containsExactly("No schema changes.", "No schema changes.");
    }
  }

  /** Draws a warning of the schema, which changes nothing in the database. */
  private static Project warnedAbout(Project project) throws IOException {
    AppliedProject.write(
        project.root(),
        "src/main/inspire/tenant.inspire",
        "namespace Tenant { scope: principal.organizationId, entities: [Task] }\n");
    return project;
  }

  private static Map<String, Consumer<Kizaki>> goals(Project project, DatabaseSettings database) {
    CountDownLatch stopped = new CountDownLatch(0);
    DevRequest dev = new DevRequest(project, database, false);
    return Map.of(
        "apply", each -> each.apply(new ApplyRequest(project, database, Optional.empty())),
        "dry-run", each -> each.dryRun(new DryRunRequest(project, database, false, false)),
        "status", each -> each.status(TestRequests.status(project, database, Set.of())),
        "dev", each -> each.dev(dev),
        "watch", each -> each.watch(dev, stopped),
        "plan",
            each ->
                each.plan(
                    TestRequests.plan(
                        project,
                        database,
                        Optional.of("another_name"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        Optional.empty())));
  }

  /** The first line; no other line names a database. */
  private static String namesFirst(String goal, Consumer<Kizaki> call) {
    RecordedLines lines = new RecordedLines();
    call.accept(new Kizaki(lines));
    assertThat(lines.all()).as(goal).hasSizeGreaterThan(1);
    assertThat(lines.all().subList(1, lines.all().size()))
        .as(goal)
        .noneMatch(line -> line.startsWith("Database: "));
    return lines.all().get(0);
  }
}
