package dev.kizaki.engine.faults;

import dev.kizaki.engine.ApplyRequest;
import dev.kizaki.engine.ApplyResult;
import dev.kizaki.engine.Database;
import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.PlanRequest;
import dev.kizaki.engine.Project;
import dev.kizaki.engine.Reporter;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A project whose migrations, planned by the product itself, hold a statement of every kind, and
 * the two states of a database from which they are applied.
 *
 * @param project its files
 * @param names its migrations
 * @param withRows the database to copy where the first migration is applied and tables have rows
 * @param fromNothing what a run from an empty database leads to
 * @param fromRows what a run from {@code withRows} leads to
 */
record SweptProject(
    Project project,
    FaultServer server,
    List<String> names,
    String withRows,
    DatabaseState fromNothing,
    DatabaseState fromRows) {

  /** A schema, and what its plan leaves open. */
  private record Revision(String schema, String answers, String ownStatement) {}

  private static final List<Revision> REVISIONS =
      List.of(
          new Revision(
              """
              entity Account {
                name: string @unique
                managerId: Account.id?
                homeId: Team.id?
                level: Level = Free
              }
              entity Team { title: string, ownerId: Account.id @onDelete(cascade) }
              entity Task {
                title: string
                teamId: Team.id
                state: TaskState = Todo
                size: string
                code: int
                legacy: int? @index
              }
              entity Note { text: string, taskId: Task.id? }
              enum TaskState { Todo, Doing, Done, Dropped }
              enum Level { Free, Paid }
              enum Colour { Red, Green }
              """,
              "",
              ""),
          new Revision(
              """
              entity Account {
                name: string @unique
                managerId: Account.id?
                homeId: Team.id?
                level: Level = Free
              }
              entity Team { title: string, ownerId: Account.id @onDelete(cascade) }
              entity Task {
                title: string
                teamId: Team.id
                state: TaskState = Blocked
                size: string
                code: int
                legacy: int? @index
              }
              entity Note { text: string, taskId: Task.id? }
              entity Label { name: string @unique, taskId: Task.id }
              enum TaskState { Todo, Doing, Blocked, Done }
              enum Level { Free, Trial, Paid }
              enum Colour { Green, Red }
              """,
              "TaskState.Dropped -> TaskState.Done",
              ""),
          new Revision(
              """
              entity Account {
                name: string @unique
                managerId: Account.id?
                homeId: Team.id?
                level: Level = Free
              }
              entity Team { title: string, ownerId: Account.id @onDelete(cascade) }
              entity Task {
                summary: string
                teamId: Team.id
                state: TaskState = Blocked
                size: int
                code: bigint
                legacy: int? @index
                points: int
                @unique([teamId, code])
                @index([state, points])
              }
              entity Remark { text: string, taskId: Task.id? }
              entity Label { name: string @unique, taskId: Task.id }
              enum TaskState { Todo, Doing, Blocked, Done }
              enum Level { Free, Trial, Paid }
              enum Colour { Green, Red }
              """,
              "rename Task.title -> Task.summary; Task.size using sql(\"size::integer\");"
                  + " Task.points backfill 3; rename entity Note -> Remark",
              "update Task set points = 5 where sql(\"size > 1\")"),
          new Revision(
              """
              entity Account { name: string, managerId: Account.id?, level: Level = Free }
              entity Team { title: string @index, ownerId: Account.id @onDelete(cascade) }
              entity Task {
                summary: string
                teamId: Team.id
                state: TaskState = Todo
                size: int
                code: bigint
                points: int
                @unique([teamId, code])
              }
              entity Label { name: string, taskId: Task.id, @primaryKey([name, taskId]) }
              enum TaskState { Todo, Doing, Blocked, Done }
              enum Level { Free, Trial, Paid }
              """,
              "",
              "run sql(\"insert into label (name, task_id) select 'late', id from task\")"));

  private static final String ROWS =
      """
      insert into account (id, name) select md5('a' || i)::uuid, 'a' || i
        from generate_series(1, 9) i;
      insert into team (id, title, owner_id)
        select md5('t' || i)::uuid, 't' || i, md5('a' || i)::uuid from generate_series(1, 5) i;
      update account set home_id = md5('t1')::uuid, manager_id = md5('a1')::uuid;
      insert into task (id, title, team_id, state, size, code, legacy)
        select md5('k' || i)::uuid, 'k' || i, md5('t' || 1 + i % 5)::uuid,
          (enum_range(null::task_state))[1 + i % 4], i % 3, i, i from generate_series(1, 40) i;
      insert into note (id, text, task_id)
        select md5('n' || i)::uuid, 'n' || i, md5('k' || i)::uuid from generate_series(1, 20) i""";

  private static final Reporter NOBODY =
      new Reporter() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}
      };

  /** Plans and applies all of it, once for each of the two ways. */
  static SweptProject in(Path root, FaultServer server) throws IOException, SQLException {
    Project project =
        new Project(
            root, root.resolve("src/main/inspire"), root.resolve("migrations"), Optional.empty());
    Path schema = Files.createDirectories(project.schemaDirectory()).resolve("app.inspire");
    // Left open: it is copied as long as the tests run, and goes with its server.
    TestDatabase withRows = server.copy(FaultServer.EMPTY);
    try (TestDatabase planned = server.copy(FaultServer.EMPTY)) {
      for (Revision revision : REVISIONS) {
        Files.writeString(schema, revision.schema());
        plan(project, planned, revision);
        apply(project, FaultServer.direct(planned));
        if (revision == REVISIONS.get(0)) {
          apply(project, FaultServer.direct(withRows));
        }
      }
      addRows(withRows);
      List<String> names = DatabaseState.applied(planned);
      try (TestDatabase copy = server.copy(withRows.name())) {
        apply(project, FaultServer.direct(copy));
        return new SweptProject(
            project,
            server,
            names,
            withRows.name(),
            DatabaseState.of(planned),
            DatabaseState.of(copy));
      }
    }
  }

  private static void plan(Project project, TestDatabase database, Revision revision)
      throws IOException {
    Optional<String> answers = Optional.of(revision.answers()).filter(each -> !each.isEmpty());
    PlanRequest request =
        new PlanRequest(
            project,
            FaultServer.direct(database),
            Optional.empty(),
            answers,
            Optional.empty(),
            false,
            false,
            Optional.empty());
    String name = new Kizaki(NOBODY).plan(request).migration().orElseThrow();
    Path plan = project.migrationsDirectory().resolve(name).resolve("plan.migration");
    String text = Files.readString(plan);
    int end = text.lastIndexOf('}');
    Files.writeString(plan, text.substring(0, end) + "  " + revision.ownStatement() + "\n}\n");
  }

  private static void addRows(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(ROWS);
    }
  }

  /** What {@code mvn kizaki:apply} calls. */
  static ApplyResult apply(Project project, Database database) {
    return new Kizaki(NOBODY).apply(new ApplyRequest(project, database, Optional.empty()));
  }

  ApplyResult apply(Database database) {
    return apply(project, database);
  }
}
