package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.inspire.source.SourceText;
import java.util.Optional;

/**
 * A migration that gets a new number and a new snapshot. It stays in the directory of the old one.
 *
 * @param name the slug of the old name with the new number
 */
record RewrittenMigration(Migration old, MigrationName name, Snapshot snapshot) {
  /**
   * @param before the migration before it; absent for the first
   * @param shape the shape after it
   */
  static RewrittenMigration of(Migration old, Optional<Migration> before, Shape shape) {
    MigrationName name =
        new MigrationName(before.map(Migration::number).orElse(0) + 1, old.directoryName().slug());
    return new RewrittenMigration(
        old,
        name,
        new Snapshot(
            name.text(),
            before.map(Migration::digest),
            old.snapshot().naming(),
            old.snapshot().digest(),
            shape,
            before.isEmpty() && old.snapshot().adopted()));
  }

  /** Whether name and snapshot are the old ones. */
  boolean isUnchanged() {
    return snapshot.equals(old.snapshot()) && name.equals(old.directoryName());
  }

  /** The migration with this text as its plan. */
  Migration with(String planText) {
    return Migration.of(
        name, old.directory(), PlanReader.read(SourceText.of(old.planFile(), planText)), snapshot);
  }
}
