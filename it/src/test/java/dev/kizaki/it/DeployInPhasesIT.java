package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two versions of a Spring Boot application use one database at the same time, without rest, while
 * the bundle of the new version deploys it in two phases. Each version compares what it reads with
 * what it has written.
 */
final class DeployInPhasesIT {
  private static UserProject project;

  private TestDatabase database;

  @BeforeAll
  static void build() {
    project = UserProject.example("deploy-in-phases");
    Build build = project.maven("package");
    assertThat(build.exitCode()).as(String.join("\n", build.log())).isZero();
  }

  @BeforeEach
  void open() {
    database = PostgresServers.version(18).freshDatabase();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"views", "columns"})
  void trafficMovesFromTheOldVersionToTheNewOne(String renames) throws SQLException {
    run(1, "apply");
    long tasks;
    try (RunningApplication oldVersion = start(1, "")) {
      oldVersion.awaitCalls();
      run(2, "apply", "--phase=expand", "--renames=" + renames);
      oldVersion.awaitCalls();
      // An instance of the old version that starts again has the old bundle in front of it.
      assertThat(run(1, "apply").out()).contains("Nothing to apply.");
      try (RunningApplication newVersion = start(2, "")) {
        newVersion.awaitCalls();
        oldVersion.awaitCalls();
        tasks = oldVersion.stop();
        newVersion.awaitCalls();
        run(2, "apply", "--phase=contract");
        newVersion.awaitCalls();
        tasks += newVersion.stop();
      }
    }
    assertThat(run(2, "status", "--fail-on=pending,database", "--compare").out())
        .contains("Latest applied: 0002_update_schema");
    assertThat(count("select count(*) from task where summary = 'task ' || effort"))
        .isEqualTo(tasks);
  }

  @Test
  void theOldVersionGoesOnIfTheDeployIsTakenBack() throws SQLException {
    run(1, "apply");
    long tasks;
    try (RunningApplication oldVersion = start(1, "autosave=conservative")) {
      oldVersion.awaitCalls();
      run(2, "apply", "--phase=expand");
      try (RunningApplication newVersion = start(2, "preferQueryMode=simple")) {
        newVersion.awaitCalls();
        oldVersion.awaitCalls();
        tasks = newVersion.stop();
      }
      run(2, "abort", "--drop-data");
      oldVersion.awaitCalls();
      tasks += oldVersion.stop();
    }
    assertThat(run(1, "status", "--fail-on=pending,database", "--compare").out())
        .contains("Latest applied: 0001_initial");
    assertThat(count("select count(*) from task where title = 'task ' || points")).isEqualTo(tasks);
  }

  /** Runs the bundle of a version. */
  private Bundle.Ended run(int version, String... arguments) {
    Bundle.Ended ended =
        Bundle.of(target(version, "migrations"))
            .with("KIZAKI_URL", database.jdbcUrl())
            .with("KIZAKI_USERNAME", database.username())
            .with("KIZAKI_PASSWORD", database.password())
            .run(arguments);
    assertThat(ended.exitCode()).as("%s: %s", List.of(arguments), ended).isZero();
    return ended;
  }

  /** Starts a version that connects with these parameters of the driver. */
  private RunningApplication start(int version, String parameters) {
    String url = database.jdbcUrl();
    return RunningApplication.start(
        target(version, "1"),
        Map.of(
            "SPRING_DATASOURCE_URL", url + (url.contains("?") ? "&" : "?") + parameters,
            "SPRING_DATASOURCE_USERNAME", database.username(),
            "SPRING_DATASOURCE_PASSWORD", database.password()));
  }

  private static Path target(int version, String suffix) {
    return project
        .directory()
        .resolve("version-%d/target/version-%d-%s.jar".formatted(version, version, suffix));
  }

  private long count(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
