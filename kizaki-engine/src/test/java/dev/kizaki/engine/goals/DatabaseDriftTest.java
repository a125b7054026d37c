package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.ApplyRequest;
import dev.kizaki.engine.Database;
import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.Secret;
import dev.kizaki.engine.StatusRequest;
import dev.kizaki.engine.StatusRequest.FailOn;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database is changed by hand, one object at a time, and {@code status} says exactly that. Then
 * the change is undone, by the SQL that the status gave where it gave some: the next status would
 * tell if it were not.
 */
final class DatabaseDriftTest {
  private static final String SCHEMA =
      """
      enum TaskStatus { Todo, Doing, Done }
      entity Project { code: string @unique }
      entity Task {
        number: int = autoincrement() @primaryKey
        title: string = "it's \\\\ new\\nline"
        points: int? = -7
        price: decimal(10, 2) = 12.50
        meta: json = "{\\"b\\": 1.0, \\"a\\": [1e2]}"
        due: datetime = "2026-01-02T03:04:05.5Z"
        status: TaskStatus = Todo
        projectId: Project.id @onDelete(cascade)
        @unique([title, projectId])
        @index([status, points])
      }
      """;

  private static final String FINE =
      """
      Latest committed: 0001_initial
      Latest applied: 0001_initial
      Source drift: none
      """;

  /** Static, for the tests run when their factory is done. */
  @TempDir static Path temporary;

  @TestFactory
  Stream<DynamicTest> on14() throws IOException {
    return tests(14);
  }

  @TestFactory
  Stream<DynamicTest> on18() throws IOException {
    return tests(18);
  }

  private static Stream<DynamicTest> tests(int major) throws IOException {
    Path root = Files.createDirectory(temporary.resolve("on" + major));
    TestDatabase database = PostgresServers.version(major).freshDatabase();
    AppliedProject.write(root, "src/main/inspire/schema.inspire", SCHEMA);
    Kizaki kizaki = new Kizaki(new RecordedLines());
    kizaki.plan(AppliedProject.planning(AppliedProject.project(root), at(database)));
    kizaki.apply(new ApplyRequest(AppliedProject.project(root), at(database), Optional.empty()));
    return Stream.concat(HandMadeChange.all(major).stream(), Stream.of(HandMadeChange.NOTHING))
        .map(change -> DynamicTest.dynamicTest(change.sql(), () -> check(root, database, change)));
  }

  private static void check(Path root, TestDatabase database, HandMadeChange change)
      throws SQLException {
    execute(database, change.sql());
    try {
      // It follows the history and repairs nothing: the status behind it still says all.
      assertThat(apply(root, database)).isEqualTo("Nothing to apply.\n");
      assertThat(status(root, database)).isEqualTo(FINE + change.lines());
    } finally {
      execute(database, change.undo());
    }
  }

  private static String apply(Path root, TestDatabase database) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .apply(new ApplyRequest(AppliedProject.project(root), at(database), Optional.empty()));
    return lines.text();
  }

  /** A pending migration that meets a hand-made change is undone whole, and goes through later. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aPendingMigrationMeetsAHandMadeColumn(int major) throws Exception {
    Path root = Files.createDirectory(temporary.resolve("pending" + major));
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      AppliedProject.write(
          root, "src/main/inspire/schema.inspire", "entity Task { id: int @primaryKey }");
      Kizaki kizaki = new Kizaki(new RecordedLines());
      kizaki.plan(AppliedProject.planning(AppliedProject.project(root), at(database)));
      apply(root, database);
      execute(database, "alter table task add extra text");
      AppliedProject.write(
          root,
          "src/main/inspire/schema.inspire",
          "entity Task { id: int @primaryKey, before: int?, extra: string? }");
      kizaki.plan(AppliedProject.planning(AppliedProject.project(root), at(database)));
      assertThatThrownBy(() -> apply(root, database))
          .hasMessage(
              """
              Migration 0002_update_task failed at statement 2:
                add Task.extra: string?
              SQL:
                ALTER TABLE "public"."task" ADD COLUMN "extra" text
              PostgreSQL: column "extra" of relation "task" already exists (42701)
              Applied: 0001_initial. Not applied: 0002_update_task.""");
      assertThat(status(root, database))
          .contains("Database drift: column task.extra was added by hand\n")
          .contains("Pending: 0002_update_task\n")
          .doesNotContain("before");
      execute(database, "alter table task drop extra");
      apply(root, database);
      assertThat(status(root, database))
          .isEqualTo(FINE.replace("0001_initial", "0002_update_task"));
    }
  }

  private static String status(Path root, TestDatabase database) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(new StatusRequest(AppliedProject.project(root), at(database), FailOn.DEFAULT));
    return lines.text();
  }

  private static Database at(TestDatabase database) {
    return new Database(
        new Database.Server(
            database.jdbcUrl(),
            Optional.of(database.username()),
            Optional.of(new Secret(database.password()))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
