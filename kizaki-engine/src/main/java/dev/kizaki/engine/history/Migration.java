package dev.kizaki.engine.history;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.inspire.source.SourceText;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/**
 * A committed migration, read and understood.
 *
 * @param digest what {@link Digest#of} gives for plan and snapshot
 */
public record Migration(MigrationFiles files, Plan plan, Snapshot snapshot, String digest) {
  public Migration {
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(digest, "digest");
  }

  /**
   * Reads one migration by itself.
   *
   * @param planReader reads a plan's text; refuses what is none
   * @throws dev.kizaki.engine.api.Refusal when a file is damaged, or is another migration's
   */
  public static Migration read(MigrationFiles files, Function<SourceText, Plan> planReader) {
    return new MigrationReader(planReader).read(files);
  }

  /** Its place in the history, from 1. */
  public int number() {
    return files.name().number();
  }

  /** Its name and its directory's, such as {@code 0004_add_status}. */
  public String name() {
    return files.name().text();
  }

  public Path directory() {
    return files.directory();
  }
}
