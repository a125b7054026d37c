package dev.kizaki.engine.history;

import dev.kizaki.inspire.source.SourceText;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The two files of a migration as they are on disk, not parsed yet.
 *
 * @param plan the text of {@code plan.migration}; its name is the path that messages print
 * @param snapshot the text of {@code snapshot.json}; its name is likewise a path
 */
public record MigrationFiles(
    MigrationName name, Path directory, SourceText plan, SourceText snapshot) {
  /** The name of the file with the plan. */
  public static final String PLAN = "plan.migration";

  /** The name of the file with the shape after the migration. */
  public static final String SNAPSHOT = "snapshot.json";

  public MigrationFiles {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(snapshot, "snapshot");
  }
}
