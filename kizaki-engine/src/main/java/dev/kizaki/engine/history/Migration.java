package dev.kizaki.engine.history;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A committed migration with its parsed files.
 *
 * @param planText its plan, with the positions and the comments of its file
 * @param digest the result of {@link Digest#of} for plan and snapshot
 */
public record Migration(MigrationFiles files, PlanText planText, Snapshot snapshot, String digest) {
  public Migration {
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(planText, "planText");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(digest, "digest");
  }

  /** Creates a migration and calculates its digest. */
  public static Migration of(MigrationFiles files, PlanText planText, Snapshot snapshot) {
    return new Migration(files, planText, snapshot, Digest.of(planText.plan(), snapshot));
  }

  public Plan plan() {
    return planText.plan();
  }

  /** Its position in the history, from 1. */
  public int number() {
    return files.name().number();
  }

  /** The name of the migration and of its directory, such as {@code 0004_add_status}. */
  public String name() {
    return files.name().text();
  }

  public Path directory() {
    return files.directory();
  }
}
