package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A goal that applies SQL to a database, in a project of its own.
 *
 * @param name the goal with its prefix
 * @param arguments the arguments of the build that applies to this database
 */
record MavenGoal(
    String name, NestedMaven maven, Path project, Function<TestDatabase, List<String>> arguments) {
  MavenGoal {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(maven, "maven");
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(arguments, "arguments");
  }

  /** {@code kizaki:apply} in a project that exists. */
  static MavenGoal kizaki(NestedMaven maven, Path project) {
    String name = "kizaki:apply";
    return new MavenGoal(name, maven, project, database -> kizaki(name, database));
  }

  /** The arguments of a goal of kizaki that uses this database. */
  static List<String> kizaki(String goal, TestDatabase database) {
    return List.of(
        goal,
        "-Dkizaki.url=" + database.jdbcUrl(),
        "-Dkizaki.username=" + database.username(),
        "-Dkizaki.password=" + database.password());
  }

  /**
   * {@code flyway:migrate}.
   *
   * @param project a new directory
   * @param migrations the SQL of each
   */
  static MavenGoal flyway(NestedMaven maven, Path project, List<List<String>> migrations)
      throws IOException {
    Path scripts = project.resolve("sql").toAbsolutePath();
    FlywayScripts.write(scripts, migrations);
    Folders.write(project, Map.of("pom.xml", ProjectPom.withFlyway("flyway")));
    return new MavenGoal(
        "flyway:migrate",
        maven,
        project,
        database ->
            List.of(
                "flyway:migrate",
                "-Dflyway.url=" + database.jdbcUrl(),
                "-Dflyway.user=" + database.username(),
                "-Dflyway.password=" + database.password(),
                "-Dflyway.locations=filesystem:" + scripts));
  }

  /**
   * {@code liquibase:update}.
   *
   * @param project a new directory
   * @param migrations the SQL of each
   */
  static MavenGoal liquibase(NestedMaven maven, Path project, List<List<String>> migrations)
      throws IOException {
    LiquibaseScripts.write(project, migrations);
    Folders.write(project, Map.of("pom.xml", ProjectPom.withLiquibase("liquibase")));
    return new MavenGoal(
        "liquibase:update",
        maven,
        project,
        database ->
            List.of(
                "liquibase:update",
                "-Dliquibase.url=" + database.jdbcUrl(),
                "-Dliquibase.username=" + database.username(),
                "-Dliquibase.password=" + database.password(),
                "-Dliquibase.changeLogFile=" + LiquibaseScripts.CHANGELOG,
                "-Dliquibase.analytics.enabled=false"));
  }

  /** Builds; applies what the database does not have yet. */
  Duration run(TestDatabase database) throws Exception {
    return maven.run(project, "BUILD SUCCESS", arguments.apply(database));
  }

  /** What Maven loads for this goal. */
  PluginRealm realm(TestDatabase database) throws Exception {
    return PluginRealm.read(maven, project, arguments.apply(database));
  }
}
