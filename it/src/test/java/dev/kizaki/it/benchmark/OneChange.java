package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.it.benchmark.LargeSchema.Change;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A project of 200 entities, planned and applied, in which one has got one more field. */
final class OneChange implements AutoCloseable {
  private static final int ENTITIES = 200;

  /** What is measured. */
  static final String NAME = "kizaki:plan of one change among " + ENTITIES + " entities";

  private static final String PLANNED = "0002_add_due_date";

  private final Path project;
  private final NestedMaven maven;
  private final TestDatabase database;

  private OneChange(Path project, NestedMaven maven, TestDatabase database) {
    this.project = project;
    this.maven = maven;
    this.database = database;
  }

  /**
   * @param version the version of the plugin
   */
  static OneChange write(Path project, NestedMaven maven, String version) throws Exception {
    Folders.write(project, Map.of("pom.xml", ProjectPom.withKizaki("one-change", version)));
    LongHistory history = new LongHistory(project);
    history.add(LargeSchema.files(ENTITIES, Change.NONE));
    Folders.write(project.resolve("src/main/inspire"), LargeSchema.files(ENTITIES, Change.ONE));
    TestDatabase database = Databases.fresh();
    Databases.markApplied(
        database, history, project.resolveSibling(project.getFileName() + "-mark"));
    return new OneChange(project, maven, database);
  }

  /** Plans, and removes the migration again. */
  Duration plan() throws Exception {
    Duration took =
        maven.run(
            project,
            "Generated migrations/%s/plan.migration".formatted(PLANNED),
            MavenGoal.kizaki("kizaki:plan", database));
    Folders.delete(project.resolve("migrations").resolve(PLANNED));
    return took;
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
