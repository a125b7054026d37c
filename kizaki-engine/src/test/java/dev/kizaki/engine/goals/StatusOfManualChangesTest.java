package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
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

/**
 * Changes a database by hand, one object at a time; {@code status} must report exactly that change.
 * Then the change is undone, with the SQL from the output of {@code status} where it gives some. If
 * that fails, the next status reports it.
 */
@FullRun
final class StatusOfManualChangesTest {
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
        firstId: Project.id? @onDelete(setNull) @onUpdate(setDefault) @deferrable(initiallyDeferred) @noIndex
        @unique([title, projectId])
        @index([status, points])
      }
      entity Stamp {
        code: varchar(20) = "it's"
        short: char(3) = "ab"
        at: timestamp(3) = now()
        moment: datetime(3) = "2026-01-02T03:04:05.5Z"
        day: time = "07:30:00"
        size: real = -0.1
        free: decimal = 12345678901234567890.5
        span: native("int4range")?
        bits: native("bit(3)")[] = []
      }
      entity Search {
        name: string?
        size: int?
        tags: string[]
        @index([name ops("text_pattern_ops") desc nullsLast], include: [size])
        @index([size], unique: true)
        @index([tags], using: gin)
        @index([sql("lower(name)") desc, size], unique: true, where: sql("\\"size\\" > 0"))
        @unique([name, size], include: [tags])
      }
      sequence Numbers { cache: 2, cycle: true }
      entity Counted { id: int = serial(), number: bigint = nextval(Numbers), other: int? }
      entity Region @noKey { a: int, b: int @unique([a, b]) }
      entity Spot {
        a: int?
        b: int?
        c: int?
        @reference([a, b] -> Region([a, b]), onDelete: cascade, notValid: true)
        @reference([b, c] -> Region([b, a]))
      }
      entity Checked {
        low: int @check(sql("low >= 0"))
        high: int @check(sql("low < high"), notValid: true)
      }
      enum OddState @type("odd \\"state\\"") { A @label("a a"), B @label("it's") }
      entity Odd @table("Odd \\"one\\"") {
        size: int @unique @column("größe")
        state: OddState = B @column("from")
      }
      """;

  private static final String FINE =
      """
      Latest committed: 0001_initial
      Latest applied: 0001_initial
      Source drift: none
      """;

  /** Static, because the dynamic tests run after their factory method has returned. */
  @TempDir static Path temporary;

  @TestFactory
  Stream<DynamicTest> reportsEachChangeOnPostgres14() throws IOException {
    return tests(14);
  }

  @TestFactory
  Stream<DynamicTest> reportsEachChangeOnPostgres18() throws IOException {
    return tests(18);
  }

  private static Stream<DynamicTest> tests(int major) throws IOException {
    Path root = Files.createDirectory(temporary.resolve("on" + major));
    TestDatabase database = PostgresServers.version(major).freshDatabase();
    AppliedProject.write(root, "src/main/inspire/schema.inspire", SCHEMA);
    Kizaki kizaki = new Kizaki(new RecordedLines());
    kizaki.plan(AppliedProject.planning(AppliedProject.project(root), at(database)));
    kizaki.apply(new ApplyRequest(AppliedProject.project(root), at(database), Optional.empty()));
    return Stream.concat(
            ManualDatabaseChange.all(major).stream(), Stream.of(ManualDatabaseChange.NOTHING))
        .map(change -> DynamicTest.dynamicTest(change.sql(), () -> check(root, database, change)));
  }

  private static void check(Path root, TestDatabase database, ManualDatabaseChange change)
      throws SQLException {
    execute(database, change.sql());
    try {
      // Apply does not repair the drift: the status after it still reports the change.
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

  private static String status(Path root, TestDatabase database) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(TestRequests.status(AppliedProject.project(root), at(database), FailOn.DEFAULT));
    return lines.text();
  }

  private static DatabaseSettings at(TestDatabase database) {
    return TestRequests.database(
        new DatabaseLocation.Server(
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
