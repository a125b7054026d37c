package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.history.Chain;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.proof.PlanProof;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The history as {@code plan} reads it: the latest migration may be an incomplete draft.
 *
 * @param before the migrations before the latest, which all goals accept
 */
public record PlannableHistory(CommittedHistory before, Optional<LatestMigration> latest) {
  /**
   * @throws Refusal when the history is not valid, or the latest plan cannot be replayed
   */
  public static PlannableHistory read(MigrationsDirectory directory) {
    return ForkedHistory.explained(directory, () -> unforked(directory));
  }

  private static PlannableHistory unforked(MigrationsDirectory directory) {
    MigrationsDirectory.Listing listing = directory.readWithIncomplete();
    List<Migration> migrations = listing.complete();
    if (listing.incomplete().isPresent()) {
      Chain.check(migrations, new PlanProof(migrations.size() + 1));
      CommittedHistory before = new CommittedHistory(migrations);
      return new PlannableHistory(
          before,
          listing.incomplete().map(incomplete -> LatestMigration.of(incomplete, before.shape())));
    }
    PlanProof proof = new PlanProof(migrations.size());
    Chain.check(
        migrations,
        (shape, migration) -> {
          if (migration.number() < migrations.size()) {
            proof.check(shape, migration);
          }
        });
    CommittedHistory before =
        new CommittedHistory(migrations.subList(0, Math.max(0, migrations.size() - 1)));
    return new PlannableHistory(
        before,
        new CommittedHistory(migrations)
            .latest()
            .map(migration -> LatestMigration.of(migration, before.shape())));
  }

  public boolean isEmpty() {
    return latest.isEmpty();
  }

  /** The shape after the latest migration. */
  public Shape shape() {
    return latest.map(LatestMigration::shape).orElseGet(Shape::empty);
  }

  /** The number of migrations, including the latest. */
  public int size() {
    return before.migrations().size() + (latest.isPresent() ? 1 : 0);
  }

  /** The migrations that have a snapshot. */
  public CommittedHistory complete() {
    return latest.flatMap(LatestMigration::complete).map(before::with).orElse(before);
  }

  /** Whether all goals accept it. */
  public boolean isSettled() {
    return latest.map(LatestMigration::isSettled).orElse(true);
  }
}
