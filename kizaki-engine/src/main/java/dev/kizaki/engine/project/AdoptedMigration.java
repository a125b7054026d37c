package dev.kizaki.engine.project;

import dev.kizaki.engine.draft.MigrationPlanner;
import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.history.Chain;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.proof.PlanProof;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;

/** The first migration of a project that adopts a database. */
public final class AdoptedMigration {
  /** Its name. */
  public static final String NAME = "0001_adopt";

  private AdoptedMigration() {}

  /**
   * The migration that leads from an empty database to this shape, read and proven as each goal
   * does.
   *
   * @throws dev.kizaki.engine.api.Refusal when its plan does not lead to its snapshot
   */
  public static Migration of(Shape shape, MigrationsDirectory directory) {
    PlannedMigration planned =
        new MigrationPlanner(Shape.empty(), shape, true, Optional.empty()).with(List.of());
    Snapshot snapshot =
        new Snapshot(
            NAME, Optional.empty(), NamingVersion.CURRENT, DigestVersion.CURRENT, shape, true);
    String shown = directory.shown(NAME) + "/";
    Migration migration =
        Migration.of(
            MigrationName.of(NAME),
            directory.path().resolve(NAME),
            PlanReader.read(SourceText.of(shown + MigrationFiles.PLAN, planned.text(NAME))),
            SnapshotJson.read(shown + MigrationFiles.SNAPSHOT, SnapshotJson.write(snapshot)));
    Chain.check(List.of(migration), new PlanProof(1));
    return migration;
  }
}
