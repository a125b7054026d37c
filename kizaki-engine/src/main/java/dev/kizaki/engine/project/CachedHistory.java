package dev.kizaki.engine.project;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.PackedHistory;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.file.IoErrorText;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.PackedMigrations;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.engine.thread.BackgroundTask;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The result of an earlier check of the same files ({@link InputCache}): the history was proven,
 * had no open questions and agreed with the schema. Only the database remains to be compared.
 *
 * @param committed in order; at least one
 */
public record CachedHistory(List<CommittedMigration> committed) {
  private static final String CACHE_NAME = "history";

  public CachedHistory {
    committed = List.copyOf(committed);
  }

  /** The index of a packed history counts as such a result, because packing has checked it. */
  public static Optional<CachedHistory> of(Project project) {
    if (project.packed().isPresent()) {
      return project.packed().map(CachedHistory::indexed);
    }
    return InputCache.of(project, CACHE_NAME)
        .flatMap(InputCache::cachedOutput)
        .map(lines -> new CachedHistory(lines.stream().map(CachedHistory::migration).toList()));
  }

  private static CachedHistory indexed(PackedHistory packed) {
    List<CommittedMigration> committed = new ArrayList<>();
    for (PackedHistory.Entry entry : packed.entries()) {
      committed.add(new CommittedMigration(committed.size() + 1, entry.name(), entry.digest()));
    }
    return new CachedHistory(committed);
  }

  /**
   * Stores a history. The caller must have found that it is proven, has no open questions and
   * agrees with the schema, and that the schema has no warnings.
   */
  public static void remember(Project project, CommittedHistory history) {
    if (!history.migrations().isEmpty()) {
      InputCache.of(project, CACHE_NAME)
          .ifPresent(
              inputs ->
                  inputs.remember(history.committed().stream().map(CachedHistory::line).toList()));
    }
  }

  /**
   * Reads the snapshots of migrations, by their numbers from 1. Begins with the latest one, because
   * a database that is up to date is compared with that one; each other one is read when it is
   * asked for. They are not compared with their migrations again, because the files are unchanged.
   */
  public IntFunction<Snapshot> snapshots(Project project) {
    int last = latest().number();
    BackgroundTask<Snapshot> latest =
        BackgroundTask.begin("kizaki-snapshot", () -> snapshot(project, last));
    Map<Integer, Snapshot> others = new HashMap<>();
    return number ->
        number == last
            ? latest.result()
            : others.computeIfAbsent(number, each -> snapshot(project, each));
  }

  private Snapshot snapshot(Project project, int number) {
    if (project.packed().isPresent()) {
      SourceText text =
          new PackedMigrations(project.packed().get()).snapshot(committed.get(number - 1).name());
      return SnapshotJson.read(text.name(), text.text());
    }
    Path file =
        project
            .migrationsDirectory()
            .resolve(committed.get(number - 1).name())
            .resolve(MigrationFiles.SNAPSHOT);
    try {
      return SnapshotJson.readChecked(ProjectPaths.shown(project, file), Files.readString(file));
    } catch (IOException e) {
      throw new EnvironmentFailure(
          RefusalCode.HISTORY_UNREADABLE,
          "cannot read %s: %s".formatted(ProjectPaths.shown(project, file), IoErrorText.of(e)),
          e);
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
