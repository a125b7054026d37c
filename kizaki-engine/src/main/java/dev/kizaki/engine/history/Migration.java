package dev.kizaki.engine.history;

import dev.kizaki.engine.Refusal;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.snapshot.RestoreAdvice;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
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
   * Reads both files and holds their names against the directory's.
   *
   * @param planReader reads a plan's text; refuses what is none
   * @throws Refusal when a file is damaged, or is another migration's
   */
  public static Migration read(MigrationFiles files, Function<SourceText, Plan> planReader) {
    Plan plan = planReader.apply(files.plan());
    checkName(files, files.plan(), "plan", plan.migration());
    Snapshot snapshot = SnapshotJson.read(files.snapshot());
    checkName(files, files.snapshot(), "snapshot", snapshot.migration());
    return new Migration(files, plan, snapshot, Digest.of(plan, snapshot));
  }

  private static void checkName(MigrationFiles files, SourceText file, String what, String stated) {
    if (!stated.equals(files.name().text())) {
      throw new Refusal(
          file.name()
              + ": this is the "
              + what
              + " of \""
              + stated
              + "\", and it stands in the directory "
              + files.name()
              + ".\nIf the directory was renamed, give it its name back. If the file was changed: "
              + RestoreAdvice.forFile(file.name()));
    }
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
