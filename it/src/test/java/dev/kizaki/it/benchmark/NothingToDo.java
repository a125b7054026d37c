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
 * Builds that have nothing to do, in a project of 80 entities and four migrations, and one that
 * plans a change. The baselines are the build of an empty POM, a goal that does nothing and one
 * that is skipped: the minimum that a plugin can cost.
 */
final class NothingToDo implements Measurement {
  private static final int ENTITIES = 80;
  private static final Aim OVER_EMPTY_POM = new Aim.Times(1.3);
  private static final Aim PLAN_OVER_EMPTY_POM = new Aim.Times(1.6);
  private static final Aim OVER_SKIPPED_GOAL = new Aim.Longer(Duration.ofMillis(500));
  private static final Aim OVER_NO_CHANGELOGS = new Aim.Times(1.05);
  private static final Aim NONE = new Aim.None();

  private static final String EMPTY_POM = "validate of an empty POM";
  private static final String EMPTY_GOAL = "a goal that does nothing";
  private static final String SKIPPED_GOAL = "a goal that is skipped";
  private static final String NO_CHANGELOGS = "the same without changelogs";

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
    Folders.write(empty, Map.of("pom.xml", ProjectPom.withoutPlugin("empty")));
    Path emptyPlugin = directory.resolve("empty-plugin");
    EmptyPlugin.install(Path.of(Benchmark.property("benchmark.repository")));
    Folders.write(emptyPlugin, Map.of("pom.xml", ProjectPom.withEmptyPlugin("empty-plugin")));
    Path project = directory.resolve("project");
    List<List<String>> commands = writeProject(project);
    Path withChangelogs = directory.resolve("with-changelogs");
    writeProject(withChangelogs);
    maven.run(withChangelogs, "Wrote migrations/changelog-master.xml", List.of("kizaki:changelog"));
    MavenGoal flyway = MavenGoal.flyway(maven, directory.resolve("flyway"), commands);
    MavenGoal liquibase = MavenGoal.liquibase(maven, directory.resolve("liquibase"), commands);
    try (TestDatabase database = Databases.fresh();
        TestDatabase ofFlyway = Databases.fresh();
        TestDatabase ofLiquibase = Databases.fresh();
        OneChange change = OneChange.write(directory.resolve("one-change"), maven, version)) {
      apply(project, database);
      flyway.run(ofFlyway);
      liquibase.run(ofLiquibase);
      List<Duration> medians =
          Rounds.medians(
              1,
              7,
              List.of(
                  () -> maven.run(empty, "BUILD SUCCESS", List.of("validate")),
                  () -> maven.run(emptyPlugin, EmptyMojo.LINE, List.of("empty:nothing")),
                  () -> skipped(project),
                  () -> plannedFirst(project),
                  () -> planned(project),
                  () -> applied(project, database),
                  () -> planned(withChangelogs),
                  () -> status(project, database),
                  () -> status(withChangelogs, database),
                  change::plan,
                  () -> flyway.run(ofFlyway),
                  () -> liquibase.run(ofLiquibase)));
      return rows(medians);
    }
  }

  private static List<Row> rows(List<Duration> medians) {
    Duration emptyPom = medians.get(0);
    Duration emptyGoal = medians.get(1);
    Duration skipped = medians.get(2);
    Duration planFirst = medians.get(3);
    Duration plan = medians.get(4);
    Duration apply = medians.get(5);
    return List.of(
        new Row("kizaki:apply", apply, EMPTY_POM, emptyPom, OVER_EMPTY_POM),
        new Row("kizaki:plan", plan, EMPTY_POM, emptyPom, OVER_EMPTY_POM),
        new Row("kizaki:plan after clean", planFirst, EMPTY_POM, emptyPom, OVER_EMPTY_POM),
        new Row(OneChange.NAME, medians.get(9), EMPTY_POM, emptyPom, PLAN_OVER_EMPTY_POM),
        new Row("flyway:migrate", medians.get(10), EMPTY_POM, emptyPom, NONE),
        new Row("liquibase:update", medians.get(11), EMPTY_POM, emptyPom, NONE),
        new Row(EMPTY_GOAL, emptyGoal, EMPTY_POM, emptyPom, NONE),
        new Row("kizaki:apply", apply, EMPTY_GOAL, emptyGoal, NONE),
        new Row("kizaki:plan", plan, EMPTY_GOAL, emptyGoal, NONE),
        new Row("kizaki:plan", plan, SKIPPED_GOAL, skipped, OVER_SKIPPED_GOAL),
        new Row("kizaki:plan after clean", planFirst, SKIPPED_GOAL, skipped, OVER_SKIPPED_GOAL),
        new Row(
            "kizaki:plan with changelogs", medians.get(6), NO_CHANGELOGS, plan, OVER_NO_CHANGELOGS),
        new Row(
            "kizaki:status with changelogs",
            medians.get(8),
            NO_CHANGELOGS,
            medians.get(7),
            OVER_NO_CHANGELOGS));
  }

  /** Returns the SQL of its migrations. */
  private List<List<String>> writeProject(Path project) throws IOException {
    Map<String, String> schema = LargeSchema.files(ENTITIES, Change.NONE);
    Folders.write(project, Map.of("pom.xml", ProjectPom.withKizaki("project", version)));
    Folders.write(project.resolve("src/main/inspire"), schema);
    LongHistory history = new LongHistory(project);
    schema.forEach((file, text) -> history.add(Map.of(file, text)));
    return history.commands();
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
    return maven.run(project, "Source drift: none", MavenGoal.kizaki("kizaki:status", database));
  }

  private Duration applied(Path project, TestDatabase database) throws Exception {
    return maven.run(project, "Nothing to apply.", MavenGoal.kizaki("kizaki:apply", database));
  }
}
