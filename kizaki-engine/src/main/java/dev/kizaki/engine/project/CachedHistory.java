package dev.kizaki.engine.project;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A history that is proven, holds no open question and agrees with its schema, as it was found the
 * last time these files were looked at ({@link InputCache}). What is left to ask is the database.
 *
 * @param committed in order; at least one
 */
public record CachedHistory(List<CommittedMigration> committed) {
  private static final String REMEMBERED_AS = "history";

  public CachedHistory {
    committed = List.copyOf(committed);
  }

  public static Optional<CachedHistory> of(Project project) {
    return InputCache.of(project, REMEMBERED_AS)
        .flatMap(InputCache::cachedOutput)
        .map(lines -> new CachedHistory(lines.stream().map(CachedHistory::migration).toList()));
  }

  /** To be called for a history that is settled indeed, and a schema without a warning. */
  public static void remember(Project project, CommittedHistory history) {
    if (!history.migrations().isEmpty()) {
      InputCache.of(project, REMEMBERED_AS)
          .ifPresent(
              inputs ->
                  inputs.remember(history.committed().stream().map(CachedHistory::line).toList()));
    }
  }

  /** What one of them made, read again: the files are those that were proven. */
  public Snapshot snapshot(Project project, int number) {
    Path file =
        project
            .migrationsDirectory()
            .resolve(committed.get(number - 1).name())
            .resolve(MigrationFiles.SNAPSHOT);
    try {
      return SnapshotJson.read(ProjectPaths.shown(project, file), Files.readString(file));
    } catch (IOException e) {
      throw new EnvironmentFailure("cannot read " + ProjectPaths.shown(project, file), e);
    }
  }

  public CommittedMigration latest() {
    return committed.get(committed.size() - 1);
  }

  private static String line(CommittedMigration migration) {
    return migration.number() + " " + migration.name() + " " + migration.digest();
  }

  private static CommittedMigration migration(String line) {
    String[] parts = line.split(" ");
    return new CommittedMigration(Integer.parseInt(parts[0]), parts[1], parts[2]);
  }
}
