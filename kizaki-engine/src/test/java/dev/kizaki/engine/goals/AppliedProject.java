package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Secret;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A project with three migrations that its database has applied: {@code 0001_initial}, {@code
 * 0002_add_status}, {@code 0003_add_points}.
 *
 * @param root its directory
 */
record AppliedProject(Path root, TestDatabase test) implements AutoCloseable {
  /** The schema files of each step; the files of the last step are the project's current schema. */
  private static final List<Map<String, String>> STEPS =
      List.of(
          Map.of(
              "project.inspire",
              "entity Project {\n  name: string @unique\n}\n",
              "task.inspire",
              "entity Task {\n  title: string\n  projectId: Project.id\n}\n"),
          Map.of(
              "task.inspire",
              """
              entity Task {
                title: string
                projectId: Project.id
                status: TaskStatus = Todo
              }
              """,
              "status.inspire",
              "enum TaskStatus { Todo, Done }\n"),
          Map.of(
              "task.inspire",
              """
              entity Task {
                title: string
                projectId: Project.id
                status: TaskStatus = Todo
                points: int?
              }
              """));

  /** Plans and applies all three migrations on PostgreSQL 17. */
  static AppliedProject in(Path root) throws IOException {
    return in(root, 17);
  }

  /** Plans and applies all three migrations on a server of this major version. */
  static AppliedProject in(Path root, int major) throws IOException {
    AppliedProject project =
        new AppliedProject(root, PostgresServers.version(major).freshDatabase());
    for (Map<String, String> files : STEPS) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(root, "src/main/inspire/" + file.getKey(), file.getValue());
      }
      Kizaki kizaki = new Kizaki(new RecordedLines());
      kizaki.plan(planning(project(root), project.database()));
      kizaki.apply(new ApplyRequest(project(root), project.database(), Optional.empty()));
    }
    return project;
  }

  static Project project(Path root) {
    return new Project(
        root,
        root.resolve("src/main/inspire"),
        root.resolve("migrations"),
        Optional.empty(),
        Optional.empty());
  }

  static PlanRequest planning(Project project, DatabaseSettings database) {
    return TestRequests.plan(
        project,
        database,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty());
  }

  DatabaseSettings database() {
    return database(test.jdbcUrl(), test.password());
  }

  /** The settings of a database that does not need to exist. */
  DatabaseSettings database(String url, String password) {
    return TestRequests.database(
        new DatabaseLocation.Server(
            url, Optional.of(test.username()), Optional.of(new Secret(password))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  /** The project's database, with {@code kizaki.ignore} set to these patterns. */
  DatabaseSettings ignoring(String... patterns) {
    DatabaseSettings database = database();
    return new DatabaseSettings(
        database.location(),
        database.schema(),
        database.lockTimeout(),
        database.statementTimeout(),
        database.checkTimeout(),
        List.of(patterns));
  }

  /** Copies the files, so that a test can damage the copy. */
  void copyTo(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Path copy = directory.resolve(root.relativize(file));
        if (!Files.isDirectory(copy)) {
          Files.copy(file, copy);
        }
      }
    }
  }

  static void write(Path root, String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }

  /** Every file and directory under a root, by relative path, with the file's content. */
  static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        tree.put(
            root.relativize(file).toString(),
            Files.isRegularFile(file)
                ? Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                : "a directory");
      }
    }
    return tree;
  }

  /**
   * The content of the database as one text: relations with their columns, types, and history rows.
   */
  String state() throws SQLException {
    try (Connection connection = test.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT (SELECT string_agg(c.relname || '.' || a.attname, ' ' ORDER BY c.relname, attnum)
                        FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
                        WHERE relnamespace = 'public'::regnamespace AND attnum > 0)
                    || (SELECT string_agg(typname, ' ' ORDER BY typname) FROM pg_type
                        WHERE typnamespace = 'public'::regnamespace)
                    || (SELECT string_agg(h::text, ' ' ORDER BY h::text) FROM __kizaki_migration h)
                """)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    test.close();
  }
}
