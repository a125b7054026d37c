package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A project whose database also contains objects of others. After every test {@link #surroundings}
 * must return the same as before.
 */
final class HostileProject implements AutoCloseable {
  /**
   * Everything that does not belong to the project's schema: relations, columns, types, functions,
   * schemas, roles and rows.
   */
  private static final String SURROUNDINGS =
      """
      with s as (
        select oid, nspname from pg_namespace
        where nspname <> %s and nspname !~ '^pg_(toast|temp)')
      select 'schema ' || nspname from s
      union all
      select 'relation ' || nspname || '.' || relname || ' ' || relkind::text || ' ' || relowner
        from pg_class join s on s.oid = relnamespace
      union all
      select 'column ' || attrelid || '.' || attname || ' ' || atttypid || ' ' || attnotnull
        from pg_attribute join pg_class c on c.oid = attrelid join s on s.oid = relnamespace
      union all
      select 'type ' || nspname || '.' || typname from pg_type join s on s.oid = typnamespace
      union all
      select 'function ' || nspname || '.' || proname || md5(prosrc)
        from pg_proc join s on s.oid = pronamespace
      union all
      select 'constraint ' || nspname || '.' || conname
        from pg_constraint join s on s.oid = connamespace
      union all
      select 'role ' || rolname || rolsuper || rolcanlogin from pg_roles where rolname !~ '^test'
      union all
      select 'setting ' || setdatabase || ' ' || setconfig::text from pg_db_role_setting
      union all
      select 'event trigger ' || evtname from pg_event_trigger
      union all
      select 'row ' || text from canary.kept
      order by 1\
      """;

  private final Path root;
  private final TestDatabase test;
  private final DatabaseSettings database;
  private final Project project;
  private final RecordedLines lines = new RecordedLines();

  HostileProject(Path root, int major) throws SQLException {
    this(root, PostgresServers.version(major).freshDatabase(), "public", Optional.empty());
  }

  HostileProject(Path root, TestDatabase test, String schema, Optional<String> userTable)
      throws SQLException {
    this(
        root,
        test,
        new DatabaseLocation.Server(
            test.jdbcUrl(), Optional.of(test.username()), Optional.of(new Secret(test.password()))),
        schema,
        userTable);
    execute("create schema canary", "create table canary.kept (text text)");
    execute("insert into canary.kept values ('as it was')");
  }

  private HostileProject(
      Path root,
      TestDatabase test,
      DatabaseLocation.Server server,
      String schema,
      Optional<String> userTable) {
    this.root = root;
    this.test = test;
    this.database = TestRequests.database(server, schema, Duration.ofSeconds(5), Optional.empty());
    this.project =
        new Project(
            root,
            root.resolve("src/main/inspire"),
            root.resolve("migrations"),
            userTable,
            Optional.empty());
  }

  /** Another project, or the same project with other settings, on the same database. */
  HostileProject(Path root, HostileProject other, String schema, Optional<String> userTable) {
    this(root, other.test, (DatabaseLocation.Server) other.database.location(), schema, userTable);
  }

  /** The same files and database with another role. */
  HostileProject as(String role, String password) {
    return new HostileProject(
        root,
        test,
        new DatabaseLocation.Server(
            test.jdbcUrl(), Optional.of(role), Optional.of(new Secret(password))),
        database.schema(),
        project.userTable());
  }

  void schema(String inspire) throws IOException {
    AppliedProject.write(root, "src/main/inspire/schema.inspire", inspire);
  }

  String plan(String answers) {
    return plan(Optional.empty(), answers);
  }

  String plan(Optional<String> name, String answers) {
    return outputOf(
        kizaki ->
            kizaki.plan(
                TestRequests.plan(
                    project,
                    database,
                    name,
                    Optional.of(answers).filter(each -> !each.isEmpty()),
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty())));
  }

  String apply() {
    return apply(Optional.empty());
  }

  String apply(Optional<String> target) {
    return outputOf(kizaki -> kizaki.apply(new ApplyRequest(project, database, target)));
  }

  String dryRun() {
    return outputOf(kizaki -> kizaki.dryRun(new DryRunRequest(project, database, true, false)));
  }

  String status(String... ignore) {
    DatabaseSettings ignoring =
        new DatabaseSettings(
            database.location(),
            database.schema(),
            database.lockTimeout(),
            database.statementTimeout(),
            database.checkTimeout(),
            List.of(ignore));
    return outputOf(
        kizaki ->
            kizaki.status(
                TestRequests.status(project, ignoring, FailOn.DEFAULT, Optional.empty())));
  }

  /** Applies with {@code kizaki.allowDrift}. */
  String applyDespiteDrift() {
    return outputOf(
        kizaki -> kizaki.apply(new ApplyRequest(project, database, Optional.empty(), true)));
  }

  /**
   * Everything that the goals have printed so far, including goals that have thrown an exception.
   */
  String output() {
    return lines.text();
  }

  private String outputOf(Consumer<Kizaki> goal) {
    int before = lines.text().length();
    goal.accept(new Kizaki(lines));
    return lines.text().substring(before);
  }

  List<String> surroundings() throws SQLException {
    // The search path of the database may contain traps.
    return query(
        "pg_catalog", SURROUNDINGS.formatted("'" + database.schema().replace("'", "''") + "'"));
  }

  void execute(String... commands) throws SQLException {
    try (Connection connection = test.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  /** The first column of the result. */
  List<String> query(String sql) throws SQLException {
    return query("default", sql);
  }

  private List<String> query(String path, String sql) throws SQLException {
    List<String> answer = new ArrayList<>();
    try (Connection connection = test.connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("set search_path = " + path);
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          answer.add(row.getString(1));
        }
      }
    }
    return answer;
  }

  TestDatabase test() {
    return test;
  }

  Path root() {
    return root;
  }

  @Override
  public void close() throws SQLException {
    test.close();
  }
}
