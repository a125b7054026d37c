package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The Spring Boot application of docs/bundle.md, which applies its history when it starts. The same
 * project under {@code src/it} tests a database that {@code kizaki:start} has already migrated.
 */
final class ApplicationStartIT {
  private static final int INSTANCES = 3;

  /** The beans of an instance read the database, so each has waited for the schema. */
  @Test
  void severalInstancesAtOnceEachStartWithTheSchema() throws IOException, SQLException {
    UserProject project = UserProject.example("bundle-spring-boot");
    Build build = project.maven("package -DskipTests");
    assertThat(build.exitCode()).as(String.join("\n", build.log())).isZero();
    Path jar = project.directory().resolve("target/bundle-spring-boot-1.jar");

    try (TestDatabase database = PostgresServers.version(18).freshDatabase()) {
      List<Bundle.Ended> first = start(jar, database);
      for (String line : List.of("Applying 0001_initial...", "Applying 0002_add_points...")) {
        assertThat(first.stream().filter(each -> each.out().contains(line))).as(line).hasSize(1);
      }
      assertThat(start(jar, database))
          .allSatisfy(each -> assertThat(each.out()).contains("Nothing to apply."));

      Build status =
          project.maven(
              "kizaki:status",
              Map.of(
                  "url", database.jdbcUrl(),
                  "username", database.username(),
                  "password", database.password(),
                  "failOn", "drift,unresolved,history,pending,database"));
      assertThat(status.exitCode()).as(status.transcript()).isZero();
    }
  }

  private static List<Bundle.Ended> start(Path jar, TestDatabase database) throws IOException {
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < INSTANCES; i++) {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-jar",
                  jar.toString())
              .redirectErrorStream(true);
      builder.environment().put("SPRING_DATASOURCE_URL", database.jdbcUrl());
      builder.environment().put("SPRING_DATASOURCE_USERNAME", database.username());
      builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
      running.add(builder.start());
    }
    List<Bundle.Ended> ended = running.stream().map(Bundle::end).toList();
    assertThat(ended)
        .allSatisfy(
            each -> {
              assertThat(each.exitCode()).as(each.out()).isZero();
              assertThat(each.out()).contains("Tasks to do: 0").doesNotContain(database.password());
            });
    return ended;
  }
}
