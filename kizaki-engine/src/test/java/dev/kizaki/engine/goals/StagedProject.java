package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AbortRequest;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
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
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** A project whose second migration is applied in stages, or taken back. */
final class StagedProject implements AutoCloseable {
  /** An entity without what the second migrations add. */
  static final String TASK =
      """
      entity Owner {
        id: int = autoincrement() @primaryKey
        name: string
      }
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string
        code: int
        mirror: int?
        size: int?
        ownerId: int?
      }
      """;

  /** Rows whose code is their number. */
  static final String ROWS =
      """
      insert into owner (name) select 'owner ' || n from generate_series(1, 100) n;
      insert into task (title, code, mirror, size, owner_id)
        select 'task ' || n, n, nullif(n %% 3, 0), nullif(n %% 3, 0), n %% 100 + 1
        from generate_series(1, %d) n\
      """;

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

  static final String AFTER =
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

  private final AppliedProject project;

  private StagedProject(Path root, TestDatabase database, String schema) throws IOException {
    this.project = new AppliedProject(root, database);
    plan(schema);
    apply(OnlineSettings.NEVER);
  }

  /** Applies {@link #TASK}, inserts {@link #ROWS}, and plans another schema. */
  StagedProject(Path root, TestDatabase database, int rows, String schema, String answers)
      throws IOException, SQLException {
    this(root, database, TASK);
    execute(ROWS.formatted(rows));
    plan(schema, answers);
  }

  /** Applies the migration of a schema. */
  static StagedProject with(Path root, String schema) throws IOException {
    return on(18, root, schema);
  }

  /** Applies the migration of a schema to a server of this major version. */
  static StagedProject on(int major, Path root, String schema) throws IOException {
    return new StagedProject(root, PostgresServers.version(major).freshDatabase(), schema);
  }

  /**
   * Applies tasks whose keys are UUIDs, and plans a migration of 17 stages.
   *
   * @param tasks the number of rows
   */
  static StagedProject in(Path root, int tasks) throws IOException, SQLException {
    StagedProject project = with(root, BEFORE);
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

  void plan(String schema) throws IOException {
    plan(schema, "");
  }

  void plan(String schema, String answers) throws IOException {
    AppliedProject.write(project.root(), "src/main/inspire/schema.inspire", schema);
    plan(project.database(), answers);
  }

  void plan(DatabaseSettings database, String answers) {
    new Kizaki(new RecordedLines())
        .plan(
            TestRequests.plan(
                AppliedProject.project(project.root()),
                database,
                Optional.empty(),
                Optional.of(answers).filter(each -> !each.isEmpty()),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
  }

  /** Replaces a text of the second plan. */
  void edit(String regex, String replacement) throws IOException {
    Path plan = secondPlan();
    Files.writeString(
        plan, Files.readString(plan).replaceAll(regex, Matcher.quoteReplacement(replacement)));
  }

  Path secondPlan() throws IOException {
    try (Stream<Path> directories = Files.list(project.root().resolve("migrations"))) {
      return directories
          .filter(each -> each.getFileName().toString().startsWith("0002_"))
          .findFirst()
          .orElseThrow()
          .resolve("plan.migration");
    }
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

  /** Applies in stages wherever possible, and returns the lines. */
  String apply() {
    return apply(OnlineSettings.ALWAYS);
  }

  String apply(OnlineSettings online) {
    RecordedLines lines = new RecordedLines();
    apply(online, lines);
    return lines.text();
  }

  /** Carries out one phase of a deploy, and returns the lines. */
  String apply(DeployPhase phase) {
    return apply(phase, StatementSettings.DEFAULT);
  }

  String apply(DeployPhase phase, StatementSettings statements) {
    return apply(project.database(), phase, statements);
  }

  String apply(DatabaseSettings database, DeployPhase phase, StatementSettings statements) {
    RecordedLines lines = new RecordedLines();
    apply(database, phase, OnlineSettings.AUTO, statements, RenameWay.VIEWS, lines);
    return lines.text();
  }

  /** Carries out one phase in stages, and returns the lines. */
  String apply(DeployPhase phase, RenameWay renames) {
    RecordedLines lines = new RecordedLines();
    apply(phase, renames, lines);
    return lines.text();
  }

  void apply(DeployPhase phase, RenameWay renames, Reporter reporter) {
    apply(
        project.database(),
        phase,
        OnlineSettings.ALWAYS,
        StatementSettings.DEFAULT,
        renames,
        reporter);
  }

  private void apply(
      DatabaseSettings database,
      DeployPhase phase,
      OnlineSettings online,
      StatementSettings statements,
      RenameWay renames,
      Reporter reporter) {
    new Kizaki(reporter)
        .apply(
            new ApplyRequest(
                AppliedProject.project(project.root()),
                database,
                Optional.empty(),
                false,
                false,
                online,
                phase,
                statements,
                renames));
  }

  void apply(DeployPhase phase, OnlineSettings online, Reporter reporter) {
    apply(project.database(), phase, online, StatementSettings.DEFAULT, RenameWay.VIEWS, reporter);
  }

  void apply(OnlineSettings online, Reporter reporter) {
    apply(project.database(), online, reporter);
  }

  void apply(DatabaseSettings database, OnlineSettings online, Reporter reporter) {
    new Kizaki(reporter)
        .apply(
            new ApplyRequest(
                AppliedProject.project(project.root()),
                database,
                Optional.empty(),
                false,
                false,
                online));
  }

  /** Ends a run of {@code apply} when it prints a line that ends with a text. */
  void interruptAt(String end) {
    interruptAt(DeployPhase.WHOLE, end);
  }

  /** The same with one phase of a deploy. */
  void interruptAt(DeployPhase phase, String end) {
    assertThatThrownBy(
            () ->
                apply(
                    phase,
                    OnlineSettings.ALWAYS,
                    at(
                        end,
                        () -> {
                          throw new IllegalStateException("interrupted");
                        })))
        .hasMessage("interrupted");
  }

  String status() {
    return status(project.database());
  }

  String status(DatabaseSettings database) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(
            TestRequests.status(
                AppliedProject.project(project.root()), database, Set.of(), Optional.empty()));
    return lines.text();
  }

  String dryRun(OnlineSettings online, boolean sql) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .dryRun(
            new DryRunRequest(
                AppliedProject.project(project.root()), project.database(), sql, false, online));
    return lines.text();
  }

  String dryRun(DeployPhase phase, RenameWay renames) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .dryRun(
            new DryRunRequest(
                AppliedProject.project(project.root()),
                project.database(),
                false,
                false,
                OnlineSettings.ALWAYS,
                phase,
                StatementSettings.DEFAULT,
                renames));
    return lines.text();
  }

  String abort(boolean dropData) {
    RecordedLines lines = new RecordedLines();
    abort(project.database(), dropData, lines);
    return lines.text();
  }

  void abort(DatabaseSettings database, boolean dropData, Reporter reporter) {
    new Kizaki(reporter)
        .abort(new AbortRequest(AppliedProject.project(project.root()), database, dropData));
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

  /** The same database, of which these objects are not reported as drift. */
  static DatabaseSettings ignoring(DatabaseSettings database, List<String> patterns) {
    return new DatabaseSettings(
        database.location(),
        database.schema(),
        database.lockTimeout(),
        database.statementTimeout(),
        database.checkTimeout(),
        patterns);
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

  AppliedProject project() {
    return project;
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

  /** The first column of the only row. */
  String answer(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  /** Waits until the query answers {@code t}. */
  void await(String query) throws SQLException, InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      while (true) {
        try (ResultSet row = statement.executeQuery(query)) {
          if (row.next() && row.getBoolean(1)) {
            return;
          }
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as("no table yet: " + e.getMessage()).isEqualTo("42P01");
        }
        assertThat(System.nanoTime()).as("waited a minute for " + query).isLessThan(end);
        Thread.sleep(5);
      }
    }
  }

  /** Checks that no helper, no invalid index and no row in the ledger is left. */
  void assertNothingLeft() throws SQLException {
    assertThat(catalog()).noneMatch(line -> line.contains("~kz"));
    assertThat(answer("select count(*) from pg_index where not (indisvalid and indisready)"))
        .isEqualTo("0");
    assertThat(answer("select count(*) from __kizaki_step")).isEqualTo("0");
  }

  @Override
  public void close() throws SQLException {
    project.close();
  }
}
