package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.ResetRequest;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.file.FileTree;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A project with its embedded database, and branches: a branch is a copy of the schema and the
 * migrations in a directory beside them.
 */
record LocalProject(Path root) {
  private static final String TASK = "src/main/inspire/task.inspire";

  /**
   * Plans {@code 0001_initial}, which makes the table {@code task (title)}, and applies nothing.
   */
  static LocalProject in(Path root) throws Exception {
    LocalProject local = new LocalProject(root.toRealPath());
    local.schema("entity Task { title: string }\n");
    local.plan();
    return local;
  }

  Project project() {
    return AppliedProject.project(root);
  }

  DatabaseSettings database() {
    return TestRequests.database(
        new DatabaseLocation.Embedded(
            root,
            "17",
            (artifact, version) ->
                TestBinaries.folder().resolve(artifact + "-" + version + ".jar")),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  EmbeddedPostgres postgres() {
    return new EmbeddedPostgres(root, TestBinaries.version(17), TestBinaries.cache());
  }

  void schema(String text) throws IOException {
    AppliedProject.write(root, TASK, text);
  }

  void seed(String name, String sql) throws IOException {
    AppliedProject.write(root, "src/main/inspire/seed/" + name, sql);
  }

  /** Plans the next migration, without the embedded database. */
  void plan() throws SQLException {
    try (TestDatabase other = PostgresServers.version(17).freshDatabase()) {
      DatabaseSettings database = new AppliedProject(root, other).database();
      Kizaki kizaki = new Kizaki(new RecordedLines());
      kizaki.apply(new ApplyRequest(project(), database, Optional.empty()));
      kizaki.plan(AppliedProject.planning(project(), database));
    }
  }

  /** Plans with the embedded database. */
  void planHere() {
    new Kizaki(new RecordedLines()).plan(AppliedProject.planning(project(), database()));
  }

  /** Adds a field to the task, and plans the migration {@code add_<name>}. */
  void addField(String name) throws IOException, SQLException {
    String schema = Files.readString(root.resolve(TASK));
    schema(schema.replace(" }", "  " + name + ": int? }"));
    plan();
  }

  String apply() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).apply(new ApplyRequest(project(), database(), Optional.empty()));
    return lines.text();
  }

  String dev() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).dev(new DevRequest(project(), database(), false));
    return lines.text();
  }

  String reset() {
    return reset(false);
  }

  String reset(boolean fresh) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).reset(new ResetRequest(project(), database(), fresh));
    return lines.text();
  }

  /** Keeps the files of the current branch. */
  void keep(String branch) throws IOException {
    copy(root.resolve("src"), branches().resolve(branch).resolve("src"));
    copy(root.resolve("migrations"), branches().resolve(branch).resolve("migrations"));
  }

  /** Replaces the files by those of a branch, as {@code git checkout} does. */
  void checkOut(String branch) throws IOException {
    FileTree.delete(root.resolve("src"), Files::delete);
    FileTree.delete(root.resolve("migrations"), Files::delete);
    copy(branches().resolve(branch).resolve("src"), root.resolve("src"));
    copy(branches().resolve(branch).resolve("migrations"), root.resolve("migrations"));
  }

  private Path branches() {
    return root.resolve("branches");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        if (!Files.isDirectory(file)) {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** Runs SQL in the current database. */
  void execute(String sql) throws SQLException {
    try (EmbeddedServer server = postgres().start();
        Connection connection = connect(server, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of a query in the current database. */
  List<String> query(String sql) throws SQLException {
    try (EmbeddedServer server = postgres().start();
        Connection connection = connect(server, "postgres")) {
      return query(connection, sql);
    }
  }

  /** The titles of all tasks in the current database. */
  List<String> titles() throws SQLException {
    return query("select title from task order by title");
  }

  /** The names of the parked databases. */
  List<String> parked() throws SQLException {
    return query("select datname from pg_database where datname like 'parked%' order by 1");
  }

  /** The name under which a database with the history of the files is parked. */
  String key() {
    String digest = CommittedHistory.of(project()).latest().orElseThrow().digest();
    return "parked_" + digest.substring(0, 12);
  }

  static Connection connect(EmbeddedServer server, String database) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl().replace("/postgres", "/" + database),
        server.username(),
        server.password());
  }

  static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }
}
