package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.it.benchmark.LargeSchema.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds that have nothing to do, in a project of 80 entities and four migrations. The baselines
 * are the build of an empty POM and a goal that is skipped: the minimum that a plugin can cost.
 */
final class NothingToDo implements Measurement {
  private static final int ENTITIES = 80;
  private static final Aim OVER_EMPTY_POM = new Aim.Longer(Duration.ofMillis(400));
  private static final Aim OVER_EMPTY_GOAL = new Aim.Longer(Duration.ofMillis(500));

  private static final Aim OVER_NO_CHANGELOGS = new Aim.Times(1.05);

  private static final String EMPTY_POM = "validate of an empty POM";
  private static final String EMPTY_GOAL = "a goal that is skipped";

  private static final String NO_CHANGELOGS = "the same without changelogs";

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>dev.kizaki.it</groupId>
        <artifactId>%s</artifactId>
        <version>1</version>
        <packaging>pom</packaging>%s
      </project>
      """;
  private static final String PLUGIN =
      """

      <build>
        <plugins>
          <plugin>
            <groupId>dev.kizaki</groupId>
            <artifactId>kizaki-maven-plugin</artifactId>
            <version>%s</version>
          </plugin>
        </plugins>
      </build>\
      """;

  private final Path directory;
  private final NestedMaven maven;
  private final String version;

  /**
   * @param version the version of the plugin
   */
  NothingToDo(Path directory, NestedMaven maven, String version) {
    this.directory = directory;
    this.maven = maven;
    this.version = version;
  }

  @Override
  public List<Row> run() throws Exception {
    Path empty = directory.resolve("empty");
    Folders.write(empty, Map.of("pom.xml", POM.formatted("empty", "")));
    Path project = directory.resolve("project");
    writeProject(project);
    Path withChangelogs = directory.resolve("with-changelogs");
    writeProject(withChangelogs);
    maven.run(withChangelogs, "Wrote migrations/changelog-master.xml", List.of("kizaki:changelog"));
    try (TestDatabase database = Databases.fresh()) {
      apply(project, database);
      List<Duration> medians =
          Rounds.medians(
              1,
              7,
              List.of(
                  () -> maven.run(empty, "BUILD SUCCESS", List.of("validate")),
                  () -> skipped(project),
                  () -> plannedFirst(project),
                  () -> planned(project),
                  () -> applied(project, database),
                  () -> planned(withChangelogs),
                  () -> status(project, database),
                  () -> status(withChangelogs, database)));
      Duration emptyPom = medians.get(0);
      Duration emptyGoal = medians.get(1);
      Duration planFirst = medians.get(2);
      Duration plan = medians.get(3);
      Duration apply = medians.get(4);
      return List.of(
          new Row("kizaki:apply", apply, EMPTY_POM, emptyPom, OVER_EMPTY_POM),
          new Row("kizaki:plan", plan, EMPTY_POM, emptyPom, OVER_EMPTY_POM),
          new Row("kizaki:plan after clean", planFirst, EMPTY_POM, emptyPom, OVER_EMPTY_POM),
          new Row(
              "kizaki:plan with changelogs",
              medians.get(5),
              NO_CHANGELOGS,
              plan,
              OVER_NO_CHANGELOGS),
          new Row(
              "kizaki:status with changelogs",
              medians.get(7),
              NO_CHANGELOGS,
              medians.get(6),
              OVER_NO_CHANGELOGS),
          new Row("kizaki:plan", plan, EMPTY_GOAL, emptyGoal, OVER_EMPTY_GOAL),
          new Row("kizaki:plan after clean", planFirst, EMPTY_GOAL, emptyGoal, OVER_EMPTY_GOAL));
    }
  }

  /** The POM of a project with the plugin. */
  static String pom(String artifact, String version) {
    return POM.formatted(artifact, PLUGIN.formatted(version));
  }

  private void writeProject(Path project) throws IOException {
    Map<String, String> schema = LargeSchema.files(ENTITIES, Change.NONE);
    Folders.write(project, Map.of("pom.xml", pom("project", version)));
    Folders.write(project.resolve("src/main/inspire"), schema);
    LongHistory history = new LongHistory(project);
    schema.forEach((file, text) -> history.add(Map.of(file, text)));
  }

  private static void apply(Path project, TestDatabase database) {
    new Kizaki(new Silence())
        .apply(
            new ApplyRequest(
                new Project(
                    project,
                    project.resolve("src/main/inspire"),
                    project.resolve("migrations"),
                    Optional.empty(),
                    Optional.empty()),
                Databases.of(database),
                Optional.empty()));
  }

  private Duration skipped(Path project) throws Exception {
    return maven.run(
        project, "Skipped: kizaki.skip is set.", List.of("kizaki:plan", "-Dkizaki.skip"));
  }

  /** Without a cache under {@code target}. */
  private Duration plannedFirst(Path project) throws Exception {
    Folders.delete(project.resolve("target"));
    return planned(project);
  }

  /** With a cache of the same files. */
  private Duration planned(Path project) throws Exception {
    Duration took = maven.run(project, "No schema changes.", List.of("kizaki:plan"));
    if (Files.notExists(project.resolve("target"))) {
      throw new IllegalStateException("kizaki:plan remembers nothing");
    }
    return took;
  }

  /** Compares two projects with the history that the database has applied. */
  private Duration status(Path project, TestDatabase database) throws Exception {
    return maven.run(project, "Source drift: none", arguments("kizaki:status", database));
  }

  private Duration applied(Path project, TestDatabase database) throws Exception {
    return maven.run(project, "Nothing to apply.", arguments("kizaki:apply", database));
  }

  private static List<String> arguments(String goal, TestDatabase database) {
    return List.of(
        goal,
        "-Dkizaki.url=" + database.jdbcUrl(),
        "-Dkizaki.username=" + database.username(),
        "-Dkizaki.password=" + database.password());
  }
}
