package dev.kizaki.it.benchmark;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import dev.kizaki.it.benchmark.LargeSchema.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A project whose schema change is planned repeatedly. */
final class SchemaToPlan implements AutoCloseable {
  private final Project project;
  private final DatabaseSettings database;
  private final Optional<TestDatabase> server;
  private final int questions;

  private SchemaToPlan(
      Path directory, DatabaseSettings database, Optional<TestDatabase> server, int questions) {
    this.project =
        new Project(
            directory,
            directory.resolve("inspire"),
            directory.resolve("migrations"),
            Optional.empty(),
            Optional.empty());
    this.database = database;
    this.server = server;
    this.questions = questions;
  }

  /** The whole schema is unplanned. */
  static SchemaToPlan fromNothing(Path directory, int entities) throws IOException {
    Folders.write(directory.resolve("inspire"), LargeSchema.files(entities, Change.NONE));
    return new SchemaToPlan(directory, Databases.none(directory), Optional.empty(), 0);
  }

  /** The original schema is planned and applied; the change is not planned. */
  static SchemaToPlan fromApplied(Path directory, int entities, Change change) throws Exception {
    Files.createDirectories(directory);
    LongHistory history = new LongHistory(directory);
    history.add(LargeSchema.files(entities, Change.NONE));
    Folders.write(directory.resolve("inspire"), LargeSchema.files(entities, change));
    TestDatabase server = Databases.fresh();
    Databases.markApplied(
        server, history, directory.resolveSibling(directory.getFileName() + "-mark"));
    int questions = change == Change.RENAMES ? entities : 0;
    return new SchemaToPlan(directory, Databases.of(server), Optional.of(server), questions);
  }

  /** Plans, removes the migration again, and returns the duration of planning. */
  Duration plan() throws Exception {
    PlanRequest request =
        TestRequests.plan(
            project,
            database,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty());
    PlanResult[] result = new PlanResult[1];
    Duration took = Rounds.time(() -> result[0] = new Kizaki(new Silence()).plan(request));
    if (result[0].outcome() != PlanResult.Outcome.GENERATED || result[0].open() != questions) {
      throw new IllegalStateException("planned: " + result[0]);
    }
    Folders.delete(project.migrationsDirectory().resolve(result[0].migration().orElseThrow()));
    return took;
  }

  @Override
  public void close() throws SQLException {
    if (server.isPresent()) {
      server.get().close();
    }
  }
}
