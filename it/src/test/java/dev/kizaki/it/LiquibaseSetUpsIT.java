package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three set-ups of docs/liquibase.md, each on an empty database that Liquibase migrates. The
 * same projects under {@code src/it} test the other direction in their own builds: a database that
 * {@code kizaki:start} has already migrated.
 */
final class LiquibaseSetUpsIT {
  private static final Path PAGE = Path.of("../docs/liquibase.md");
  private static final String DEPLOYER = "deployer";
  private static final String FAIL_ON = "drift,unresolved,history,changelog,pending,database";

  /** The last of the eight change sets of the two migrations. */
  private static final String LAST =
      "kizaki/public/0002_add_points/changelog.xml::0002_add_points-4::kizaki";

  private static final String IN_STEP =
      """
      $ kizaki:status
      Latest committed: 0002_add_points
      Latest applied: 0002_add_points
      Source drift: none
      BUILD SUCCESS
      """;

  @TempDir Path elsewhere;
  private TestDatabase database;

  @BeforeEach
  void empty() {
    database = PostgresServers.version(18).freshDatabase();
  }

  @AfterEach
  void drop() throws SQLException {
    database.close();
  }

  @Test
  void theMavenPluginMigratesAsDocumented() throws Exception {
    UserProject project = UserProject.example("liquibase-maven");
    // The role of src/it/settings.xml. It is never dropped, because the server belongs to this JVM.
    execute("CREATE ROLE " + DEPLOYER + " LOGIN PASSWORD 'plain-in-settings'");
    execute("GRANT CREATE ON SCHEMA public TO " + DEPLOYER);
    String update =
        documented(
            "mvn liquibase:update -Dliquibase.url=jdbc:postgresql://db.example.com/tasks"
                + " -Dliquibase.server=tasks-production");
    String status =
        documented(
            "mvn kizaki:status -Dkizaki.url=jdbc:postgresql://db.example.com/tasks"
                + " -Dkizaki.serverId=tasks-production -Dkizaki.failOn=changelog,pending,database");

    Build first = project.maven(update);
    assertThat(first.exitCode()).as(String.join("\n", first.log())).isZero();
    assertThat(first.log()).anyMatch(line -> line.contains(LAST + " ran successfully"));
    assertThat(applied()).containsExactly("0001_initial liquibase", "0002_add_points liquibase");
    assertThat(project.maven(status).transcript()).isEqualTo(IN_STEP);

    Build second = project.maven(update);
    assertThat(second.exitCode()).isZero();
    assertThat(second.log())
        .contains("[INFO] Database is up to date, no changesets to execute")
        .noneMatch(line -> line.contains("Running Changeset"));
  }

  @Test
  void springBootMigratesAtStartUp() throws Exception {
    UserProject project = UserProject.example("liquibase-spring-boot");
    Build build = project.maven("package -DskipTests");
    assertThat(build.exitCode()).as(String.join("\n", build.log())).isZero();
    Path jar = project.directory().resolve("target/liquibase-spring-boot-1.jar");
    List<String> start = List.of(java(), "-jar", jar.toString());
    Map<String, String> source =
        Map.of(
            "SPRING_DATASOURCE_URL", database.jdbcUrl(),
            "SPRING_DATASOURCE_USERNAME", database.username(),
            "SPRING_DATASOURCE_PASSWORD", database.password());

    assertThat(run(elsewhere, source, start))
        .contains(LAST + " ran successfully", "Tasks to do: 0");
    assertThat(applied()).containsExactly("0001_initial liquibase", "0002_add_points liquibase");
    assertThat(status(project)).isEqualTo(IN_STEP);

    assertThat(run(elsewhere, source, start))
        .contains("Database is up to date, no changesets to execute", "Tasks to do: 0")
        .doesNotContain("Running Changeset");
  }

  @Test
  void theCommandLineMigratesAndRollsBackAsDocumented() throws Exception {
    UserProject project = UserProject.example("liquibase-command-line");
    Build build = project.maven("package");
    assertThat(build.exitCode()).as(String.join("\n", build.log())).isZero();
    Path job = project.directory().resolve("target/job");

    assertThat(migrate(job, "status", "--verbose")).contains("8 changesets have not been applied");
    assertThat(migrate(job, "update-sql"))
        .contains("-- Changeset " + LAST)
        .contains("-- add Task.points: int backfill 1");
    assertThat(applied()).isEmpty();

    assertThat(migrate(job, "update")).contains("Running Changeset: " + LAST);
    assertThat(applied()).containsExactly("0001_initial liquibase", "0002_add_points liquibase");
    assertThat(status(project)).isEqualTo(IN_STEP);
    assertThat(migrate(job, "status")).contains("is up to date");

    assertThat(migrate(job, documentedRollback())).contains("Rolling Back Changeset: " + LAST);
    assertThat(applied()).containsExactly("0001_initial liquibase");
    assertThat(migrate(job, "update")).contains("Running Changeset: " + LAST);

    // Liquibase runs in another directory, with a search path that contains the changelogs' parent
    // directory.
    Path movedJob = Files.move(job, elsewhere.resolve("job"));
    assertThat(
            run(
                elsewhere,
                variables(),
                List.of(
                    java(),
                    "-cp",
                    movedJob.resolve("lib") + File.separator + "*",
                    "liquibase.integration.commandline.LiquibaseCommandLine",
                    "--defaults-file=" + movedJob.resolve("liquibase.properties"),
                    "--search-path=" + movedJob,
                    "--changelog-file=migrations/changelog-master.xml",
                    "update")))
        .contains("Database is up to date, no changesets to execute")
        .doesNotContain("Running Changeset");
  }

  /** The changelogs in the projects, which the page quotes, equal those that the goal writes. */
  @Test
  void theCommittedChangelogsAreThoseOfTheGoal() {
    UserProject project = UserProject.example("liquibase-maven");
    Map<String, String> committed = project.migrations();
    assertThat(committed.keySet()).filteredOn(file -> file.endsWith(".xml")).hasSize(3);
    for (String other : List.of("liquibase-spring-boot", "liquibase-command-line")) {
      assertThat(UserProject.example(other).migrations()).isEqualTo(committed);
    }
    committed.keySet().stream()
        .filter(file -> file.endsWith(".xml"))
        .forEach(file -> assertThat(project.directory().resolve(file).toFile().delete()).isTrue());

    assertThat(project.maven("kizaki:changelog").transcript())
        .isEqualTo(
            """
            $ kizaki:changelog
            Wrote migrations/0001_initial/changelog.xml
            Wrote migrations/0002_add_points/changelog.xml
            Wrote migrations/changelog-master.xml
            BUILD SUCCESS
            """);
    assertThat(project.migrations()).isEqualTo(committed);
    assertThat(project.maven("kizaki:changelog").transcript())
        .isEqualTo("$ kizaki:changelog\nChangelogs are up to date.\nBUILD SUCCESS\n");
  }

  /** The URL of the page that limits how long Liquibase waits for locks. */
  @Test
  void theDocumentedUrlSetsTheLockTimeout() throws Exception {
    String options = "?options=-c%20lock_timeout=5s";
    assertThat(Files.readString(PAGE)).contains("jdbc:postgresql://db.example.com/tasks" + options);
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl() + options, database.username(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW lock_timeout")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("5s");
    }
  }

  /** The command of the page that rolls back the second migration. */
  private static String[] documentedRollback() throws IOException {
    String command = "rollback-count 4";
    assertThat(Files.readString(PAGE))
        .contains("`liquibase " + command + "` undoes `0002_add_points`");
    return command.split(" ");
  }

  /** A command of the page, for this database and the server of the settings. */
  private String documented(String command) throws IOException {
    assertThat(Files.readString(PAGE)).contains(command);
    return command
        .substring("mvn ".length())
        .replace("jdbc:postgresql://db.example.com/tasks", database.jdbcUrl())
        .replace("tasks-production", "plain");
  }

  private String status(UserProject project) {
    return project
        .maven(
            "kizaki:status",
            Map.of(
                "url", database.jdbcUrl(),
                "username", database.username(),
                "password", database.password(),
                "failOn", FAIL_ON))
        .transcript();
  }

  private String migrate(Path job, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", job.resolve("migrate.sh").toString()));
    command.addAll(List.of(arguments));
    return run(elsewhere, variables(), command);
  }

  private Map<String, String> variables() {
    return Map.of(
        "LIQUIBASE_COMMAND_URL", database.jdbcUrl(),
        "LIQUIBASE_COMMAND_USERNAME", database.username(),
        "LIQUIBASE_COMMAND_PASSWORD", database.password());
  }

  /** Runs a program that must succeed. Returns its output. */
  private static String run(Path directory, Map<String, String> variables, List<String> command)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of the history table: a migration and the tool that applied it. */
  private List<String> applied() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet table =
          statement.executeQuery("SELECT to_regclass('public.__kizaki_migration') IS NOT NULL")) {
        table.next();
        if (!table.getBoolean(1)) {
          return rows;
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT name || ' ' || tool_version FROM __kizaki_migration ORDER BY number")) {
        while (row.next()) {
          rows.add(row.getString(1));
        }
      }
    }
    return rows;
  }
}
