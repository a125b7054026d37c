package dev.kizaki.engine.history;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A committed migration, read and understood.
 *
 * @param planText its plan, with the places and the comments of its file
 * @param digest what {@link Digest#of} gives for plan and snapshot
 */
public record Migration(MigrationFiles files, PlanText planText, Snapshot snapshot, String digest) {
  public Migration {
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(planText, "planText");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(digest, "digest");
  }

  /** A migration with its digest. */
  public static Migration of(MigrationFiles files, PlanText planText, Snapshot snapshot) {
    return new Migration(files, planText, snapshot, Digest.of(planText.plan(), snapshot));
  }

  public Plan plan() {
    return planText.plan();
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
