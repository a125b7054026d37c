package dev.kizaki.engine.faults;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.ProjectSql;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.OnlineSettings;
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
 * @param online how the migrations are applied
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
    OnlineSettings online,
    FaultServer server,
    TestDatabase database,
    Observer observer,
    List<String> names,
    String toNothing,
    String toRows,
    DatabaseState fromNothing,
    DatabaseState fromRows)
    implements AutoCloseable {

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

  static final Reporter NOBODY =
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
    return in(root, server, OnlineSettings.NEVER);
  }

  /** The same, with the migrations applied in this way. */
  static SweptProject in(Path root, FaultServer server, OnlineSettings online)
      throws IOException, SQLException {
    Project project = project(root);
    Path schema = Files.createDirectories(project.schemaDirectory()).resolve("app.inspire");
    TestDatabase database = server.freshDatabase();
    Observer observer = new Observer(database);
    for (SweptRevision revision : SweptRevision.of(online)) {
      Files.writeString(schema, revision.schema());
      plan(project, database, revision);
      apply(project, FaultServer.direct(database), online);
      if (revision == SweptRevision.of(online).get(0)) {
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
    apply(project, FaultServer.direct(database), online);
    return new SweptProject(
        project,
        online,
        server,
        database,
        observer,
        migrations.stream().map(SqlMigration::name).toList(),
        TO_NOTHING,
        toRows,
        fromNothing,
        DatabaseState.of(observer));
  }

  private static void plan(Project project, TestDatabase database, SweptRevision revision)
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
  static ApplyResult apply(Project project, DatabaseSettings database, OnlineSettings online) {
    return new Kizaki(NOBODY)
        .apply(new ApplyRequest(project, database, Optional.empty(), false, false, online));
  }

  ApplyResult apply(DatabaseSettings database) {
    return apply(project, database, online);
  }

  @Override
  public void close() throws SQLException {
    observer.close();
    database.close();
  }
}
