package dev.kizaki.engine.faults;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.ProjectSql;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A project whose migrations contain a statement of every kind, and a database to which they are
 * applied many times, from one of two initial states. kizaki itself has planned the migrations.
 *
 * @param project its files
 * @param observer reads the database and restores its initial state
 * @param names the names of its migrations
 * @param toNothing the SQL that empties the database
 * @param toRows the SQL that restores the state in which the first migration is applied and the
 *     tables have rows
 * @param fromNothing the state after a run that starts with the empty database
 * @param fromRows the state after a run that starts with the state of {@code toRows}
 */
record SweptProject(
    Project project,
    FaultServer server,
    TestDatabase database,
    Observer observer,
    List<String> names,
    String toNothing,
    String toRows,
    DatabaseState fromNothing,
    DatabaseState fromRows)
    implements AutoCloseable {

  /** A schema, and the answers to the open questions of its plan. */
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
                code: int @check(sql("code > 0"))
                legacy: int? @index
              }
              entity Note { text: string, taskId: Task.id? }
              enum TaskState { Todo, Doing, Done, Dropped }
              enum Level { Free, Paid }
              enum Colour { Red, Green }
              sequence Old {}
              sequence Steps { increment: 5 }
              object OldView uses [Account] { create "create view old_view as select id from account" }
              object Counted uses [Old] {
                create "create function counted() returns bigint language sql as 'select 1::bigint'"
              }
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
                code: int @check(sql("code >= 0"))
                legacy: int? @index
              }
              entity Note { text: string, taskId: Task.id? }
              entity Label { name: string @unique, taskId: Task.id }
              entity Trail @noKey { at: int }
              enum TaskState { Todo, Doing, Blocked, Done }
              enum Level { Free, Trial, Paid }
              enum Colour { Green, Red }
              sequence Old {}
              sequence Steps { increment: 10 }
              sequence Numbers { cache: 3 }
              object OldView uses [Account] { create "create view old_view as select id from account" }
              object Counted uses [Old] {
                create "create function counted() returns bigint language sql as 'select 2::bigint'"
              }
              object Labels uses [Label] {
                create "create materialized view labels as select count(*) as n from label"
              }
              """,
              "TaskState.Dropped -> TaskState.Done",
              ""),
          new Revision(
              """
              entity Account {
                name: string @unique
                managerId: Account.id?
                homeId: Team.id?
                level: Tier = Free
              }
              entity Team { title: string, ownerId: Account.id @onDelete(cascade) }
              entity Task {
                summary: string
                teamId: Team.id
                state: TaskState = Blocked
                size: int
                code: bigint @check(sql("code >= 0"))
                legacy: int? @index
                points: int
                @unique([teamId, code])
                @index([state, points])
              }
              entity Remark { text: string, taskId: Task.id? }
              entity Label {
                name: string @unique
                taskId: Task.id
                team: uuid?
                code: bigint?
                @reference([team, code] -> Task([teamId, code]), notValid: true)
                @reference([team] -> Team([id]), noIndex: true)
              }
              entity Trail { at: int @primaryKey }
              external Outside from "public"."outside"("number": int, "id": uuid)
              extension citext
              enum TaskState { Todo, Doing, Blocked, Done }
              enum Tier { Free, Trial, Bought }
              enum Colour { Green, Red }
              sequence Jumps { increment: 10 }
              sequence Numbers { cache: 3 }
              object AllLabels uses [Label] {
                create "create materialized view labels as select count(*) as n from label"
              }
              """,
              "rename Task.title -> Task.summary; Task.size using sql(\"size::integer\");"
                  + " Task.points backfill 3; rename entity Note -> Remark; rename enum Level ->"
                  + " Tier; rename value Tier.Paid -> Tier.Bought; rename sequence Steps -> Jumps",
              "update Task set points = 5 where sql(\"size > 1\")"),
          new Revision(
              """
              entity Account { name: string, managerId: Account.id?, level: Tier = Free }
              entity Team {
                title: string @index
                ownerId: Account.id @onDelete(cascade)
                editorId: __User.id?
              }
              entity Task {
                summary: string
                teamId: Team.id
                state: TaskState = Todo
                size: int
                code: bigint
                points: int
                @unique([teamId, code], named: "task_codes")
              }
              entity Label {
                name: string
                taskId: Task.id
                team: uuid?
                code: bigint?
                @primaryKey([name, taskId])
                @reference([team, code] -> Task([teamId, code]))
              }
              entity Trail {
                at: int @primaryKey
                outside: uuid?
                @reference([at, outside] -> Outside([number, id]))
              }
              external Outside from "public"."outside"("number": int, "id": uuid)
              extension citext
              enum TaskState { Todo, Doing, Blocked, Done }
              enum Tier @type("plan_tier") { Free, Trial, Bought }
              sequence Jumps { increment: 10 }
              sequence Numbers { cache: 3 }
              object AllLabels uses [Label] {
                create "create materialized view labels as select count(*) + 1 as n from label"
              }
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
        select md5('n' || i)::uuid, 'n' || i, md5('k' || i)::uuid from generate_series(1, 20) i\
      """;

  private static final Reporter NOBODY =
      new Reporter() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}
      };

  private static final String TO_NOTHING = "drop schema public cascade; create schema public";

  private static final String SAVE_HISTORY =
      """
      create schema saved;
      create table saved.history (like __kizaki_migration including all);
      insert into saved.history table __kizaki_migration\
      """;

  private static final String LOAD_HISTORY =
      """
      create table __kizaki_migration (like saved.history including all);
      insert into __kizaki_migration table saved.history\
      """;

  static Project project(Path root) {
    return new Project(
        root,
        root.resolve("src/main/inspire"),
        root.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }

  /** Plans all migrations and applies them, once from each initial state. */
  static SweptProject in(Path root, FaultServer server) throws IOException, SQLException {
    Project project = project(root);
    Path schema = Files.createDirectories(project.schemaDirectory()).resolve("app.inspire");
    TestDatabase database = server.freshDatabase();
    Observer observer = new Observer(database);
    for (Revision revision : REVISIONS) {
      Files.writeString(schema, revision.schema());
      plan(project, database, revision);
      apply(project, FaultServer.direct(database));
      if (revision == REVISIONS.get(0)) {
        observer.execute(SAVE_HISTORY);
      }
    }
    DatabaseState fromNothing = DatabaseState.of(observer);
    List<SqlMigration> migrations = ProjectSql.of(project, "public");
    String toRows =
        migrations.get(0).steps().stream()
                .filter(SqlCommand.class::isInstance)
                .map(each -> ((SqlCommand) each).text())
                .collect(Collectors.joining(";\n", TO_NOTHING + ";\n", ";\n"))
            + String.join(";\n", LOAD_HISTORY, ROWS);
    observer.execute(toRows);
    apply(project, FaultServer.direct(database));
    return new SweptProject(
        project,
        server,
        database,
        observer,
        migrations.stream().map(SqlMigration::name).toList(),
        TO_NOTHING,
        toRows,
        fromNothing,
        DatabaseState.of(observer));
  }

  private static void plan(Project project, TestDatabase database, Revision revision)
      throws IOException {
    Optional<String> answers = Optional.of(revision.answers()).filter(each -> !each.isEmpty());
    PlanRequest request =
        TestRequests.plan(
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

  /** The kinds of statements in all plans. */
  Set<Class<?>> statementKinds() throws IOException {
    Set<Class<?>> kinds = new HashSet<>();
    for (String name : names) {
      Path plan = project.migrationsDirectory().resolve(name).resolve("plan.migration");
      PlanReader.read(SourceText.of(name, Files.readString(plan))).plan().statements().stream()
          .map(Object::getClass)
          .forEach(kinds::add);
    }
    return kinds;
  }

  /** What {@code mvn kizaki:apply} calls. */
  static ApplyResult apply(Project project, DatabaseSettings database) {
    return new Kizaki(NOBODY).apply(new ApplyRequest(project, database, Optional.empty()));
  }

  ApplyResult apply(DatabaseSettings database) {
    return apply(project, database);
  }

  @Override
  public void close() throws SQLException {
    observer.close();
    database.close();
  }
}
