package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AbortRequest;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A project whose second migration is interrupted and taken back. */
final class AbortedProject implements AutoCloseable {
  private static final String BEFORE =
      """
      entity Owner {
        id: int = autoincrement() @primaryKey
        name: string
      }
      entity Task {
        title: string
        size: int?
        ownerId: int?
      }
      """;

  private static final String AFTER =
      """
      entity Owner {
        id: int = autoincrement() @primaryKey
        name: string
      }
      entity Task {
        title: string @unique
        size: int
        ownerId: Owner.id?
        token: uuid = uuid()
      }
      """;

  private final Path root;
  private final AppliedProject project;

  private AbortedProject(Path root, AppliedProject project) {
    this.root = root;
    this.project = project;
  }

  /**
   * Applies the first migration, inserts rows and plans the second migration.
   *
   * @param tasks the number of tasks
   */
  static AbortedProject in(Path root, int tasks) throws IOException, SQLException {
    AbortedProject project = with(root, BEFORE);
    project.execute(
        "insert into owner (name) select 'owner ' || n from generate_series(1, 100) n",
        "insert into task (title, size, owner_id) select 'task ' || n, nullif(n % 10, 0), n % 100 + 1"
            + " from generate_series(1, "
            + tasks
            + ") n");
    project.plan(AFTER);
    project.edit("\\[RESOLVE\\].*", "sql(\"length(title)\")");
    return project;
  }

  /** Applies the migration of a schema. */
  static AbortedProject with(Path root, String schema) throws IOException {
    AbortedProject project =
        new AbortedProject(
            root, new AppliedProject(root, PostgresServers.version(18).freshDatabase()));
    project.plan(schema);
    project.apply(OnlineSettings.NEVER);
    return project;
  }

  void plan(String schema) throws IOException {
    AppliedProject.write(root, "src/main/inspire/schema.inspire", schema);
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), project.database()));
  }

  /** Replaces a text of the second plan. */
  void edit(String regex, String replacement) throws IOException {
    Path plan = root.resolve("migrations/0002_update_task/plan.migration");
    Files.writeString(
        plan,
        Files.readString(plan)
            .replaceAll(regex, java.util.regex.Matcher.quoteReplacement(replacement)));
  }

  /** What a test does between two stages. */
  @FunctionalInterface
  interface Action {
    void run() throws SQLException;
  }

  /** A reporter that does something when a line ends with a text. */
  static Reporter at(String end, Action action) {
    return new Reporter() {
      @Override
      public void info(String line) {
        if (line.endsWith(end)) {
          try {
            action.run();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        }
      }

      @Override
      public void warn(String line) {}
    };
  }

  String status() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(
            TestRequests.status(
                AppliedProject.project(root), project.database(), Set.of(), Optional.empty()));
    return lines.text();
  }

  String dryRun(OnlineSettings online) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .dryRun(
            new DryRunRequest(
                AppliedProject.project(root), project.database(), false, false, online));
    return lines.text();
  }

  String apply(OnlineSettings online) {
    RecordedLines lines = new RecordedLines();
    apply(online, lines);
    return lines.text();
  }

  void apply(OnlineSettings online, Reporter reporter) {
    new Kizaki(reporter)
        .apply(
            new ApplyRequest(
                AppliedProject.project(root),
                project.database(),
                Optional.empty(),
                false,
                false,
                online));
  }

  /** Ends a run of {@code apply} when it prints a line that ends with a text. */
  void interruptAt(String end) {
    assertThatThrownBy(
            () ->
                apply(
                    OnlineSettings.ALWAYS,
                    at(
                        end,
                        () -> {
                          throw new IllegalStateException("interrupted");
                        })))
        .hasMessage("interrupted");
  }

  String abort(boolean dropData) {
    RecordedLines lines = new RecordedLines();
    abort(project.database(), dropData, lines);
    return lines.text();
  }

  void abort(DatabaseSettings database, boolean dropData, Reporter reporter) {
    new Kizaki(reporter).abort(new AbortRequest(AppliedProject.project(root), database, dropData));
  }

  /** The settings of the database through a proxy. */
  DatabaseSettings through(int port) {
    return project.database(
        project.test().jdbcUrl().replaceFirst(":[0-9]+/", ":" + port + "/"),
        project.test().password());
  }

  int port() {
    return Integer.parseInt(project.test().jdbcUrl().replaceAll(".*:([0-9]+)/.*", "$1"));
  }

  DatabaseSettings database() {
    return project.database();
  }

  /** The database as another role. */
  DatabaseSettings databaseAs(String role, String password) {
    return TestRequests.database(
        new DatabaseLocation.Server(
            project.test().jdbcUrl(), Optional.of(role), Optional.of(new Secret(password))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  List<String> catalog() throws SQLException {
    try (Connection connection = connect()) {
      return CatalogDump.of(connection, "public");
    }
  }

  Connection connect() throws SQLException {
    return project.test().connect();
  }

  void execute(String... commands) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  String answer(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    project.close();
  }
}
