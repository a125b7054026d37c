package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages for those who come from another tool, each followed in its project under {@code
 * src/it}. The other tool makes the database at the start of the application, as it did before; the
 * page is followed; and the same application runs, without the other tool, on that database and on
 * one that kizaki made from nothing.
 */
final class FromOtherToolsIT {
  private static final String URL = "jdbc:postgresql://db.example.com/tasks";
  private static final String NO_TABLE = "select null where false";

  /**
   * @param migrating the option with which the application migrates, as it did before
   * @param history a query for the rows of the other tool's history
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "from-flyway    | spring.flyway.enabled=true    | select version from flyway_schema_history",
        "from-liquibase | spring.liquibase.enabled=true | select id from databasechangelog",
        "from-hibernate | spring.jpa.hibernate.ddl-auto=update | " + NO_TABLE
      })
  void theApplicationGoesOnWithoutTheOtherTool(String name, String migrating, String history)
      throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase();
        TestDatabase empty = PostgresServers.version(17).freshDatabase()) {
      UserProject project =
          UserProject.example(name).environment("TASKS_PASSWORD", database.password());
      Path jar = Files.createTempDirectory(name).resolve("tasks.jar");
      build(project, name, jar);
      assertThat(start(jar, database, "--" + migrating)).contains("Tasks: 1");
      List<String> before = rows(database, history);

      new FollowedPage(name + ".md", URL, project, database).follow();

      assertThat(start(jar, database)).contains("Tasks: 2");
      assertThat(rows(database, history)).isEqualTo(before);
      assertThat(status(project, database)).contains("Source drift: none");
      apply(project, empty);
      assertThat(start(jar, empty)).contains("Tasks: 1");
      assertThat(status(project, empty)).contains("Source drift: none");
    }
  }

  private static void build(UserProject project, String name, Path jar) throws IOException {
    Build build = project.maven("package -DskipTests -Dkizaki.skip=true");
    assertThat(build.exitCode()).as(String.join("\n", build.log())).isZero();
    Files.copy(project.directory().resolve("target/" + name + "-1.jar"), jar);
  }

  /** Runs the application, which must succeed. Returns its output. */
  private static String start(Path jar, TestDatabase database, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "SPRING_DATASOURCE_URL", database.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password()));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static void apply(UserProject project, TestDatabase database) {
    Build build = project.maven("kizaki:apply", location(database));
    assertThat(build.exitCode()).as(String.join("\n", build.log())).isZero();
  }

  private static String status(UserProject project, TestDatabase database) {
    return project.maven("kizaki:status", location(database)).transcript();
  }

  private static Map<String, String> location(TestDatabase database) {
    return Map.of(
        "url", database.jdbcUrl(),
        "username", database.username(),
        "password", database.password(),
        "failOn", "drift,unresolved,history,changelog,pending,database");
  }

  private static List<String> rows(TestDatabase database, String query) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
