package dev.kizaki.engine.history;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A committed migration with its parsed files.
 *
 * @param directoryName the name of its directory, from which its number comes
 * @param planText its plan, with the positions and the comments of its file
 * @param digest the result of {@link Digest#of} for plan and snapshot
 */
public record Migration(
    MigrationName directoryName,
    Path directory,
    PlanText planText,
    Snapshot snapshot,
    String digest) {
  public Migration {
    Objects.requireNonNull(directoryName, "directoryName");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(planText, "planText");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(digest, "digest");
  }

  /** Creates a migration and calculates its digest. */
  public static Migration of(
      MigrationName directoryName, Path directory, PlanText planText, Snapshot snapshot) {
    return new Migration(
        directoryName, directory, planText, snapshot, Digest.of(planText.plan(), snapshot));
  }

  public Plan plan() {
    return planText.plan();
  }

  /** Its position in the history, from 1. */
  public int number() {
    return directoryName.number();
  }

  /** The name of the migration and of its directory, such as {@code 0004_add_status}. */
  public String name() {
    return directoryName.text();
  }

  /** The path of the file with the plan, as messages print it. */
  public String planFile() {
    return planText.source().name();
  }

  /** The path of the file with the snapshot, as messages print it. */
  public String snapshotFile() {
    String plan = planFile();
    return plan.substring(0, plan.lastIndexOf('/') + 1) + MigrationFiles.SNAPSHOT;
  }

  /** The text of the file with the plan. */
  public String planFileText() {
    return planText.source().text();
  }

  /** The text of the file with the snapshot. */
  public String snapshotFileText() {
    return SnapshotJson.write(snapshot);
  }
}
