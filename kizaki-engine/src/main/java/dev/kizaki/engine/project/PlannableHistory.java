package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.history.Chain;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.proof.PlanProof;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The history as {@code plan} reads it: the latest migration may be a draft in the making.
 *
 * @param before what every goal can follow
 */
public record PlannableHistory(CommittedHistory before, Optional<LatestMigration> tip) {
  /**
   * @throws Refusal when it is no history, or the latest plan cannot stand on what is before it
   */
  public static PlannableHistory read(MigrationsDirectory directory) {
    return ForkedHistory.explained(directory, () -> unforked(directory));
  }

  private static PlannableHistory unforked(MigrationsDirectory directory) {
    MigrationsDirectory.Listing listing = directory.listWithStarted();
    List<Migration> migrations =
        MigrationsDirectory.read(listing.complete(), CommittedHistory::plan);
    PlanProof proof = new PlanProof();
    if (listing.started().isPresent()) {
      Chain.check(migrations, proof);
      CommittedHistory before = new CommittedHistory(migrations);
      return new PlannableHistory(
          before, listing.started().map(started -> LatestMigration.of(started, before.shape())));
    }
    AtomicReference<Refusal> problem = new AtomicReference<>();
    Chain.check(
        migrations,
        (shape, migration) -> {
          try {
            proof.check(shape, migration);
          } catch (Refusal refusal) {
            if (migration.number() < migrations.size()) {
              throw refusal;
            }
            problem.set(refusal);
          }
        });
    CommittedHistory all = new CommittedHistory(migrations);
    CommittedHistory before =
        new CommittedHistory(migrations.subList(0, Math.max(0, migrations.size() - 1)));
    return new PlannableHistory(
        before,
        all.latest()
            .map(
                tip ->
                    LatestMigration.of(tip, before.shape(), Optional.ofNullable(problem.get()))));
  }

  public boolean isEmpty() {
    return tip.isEmpty();
  }

  /** The shape after the latest migration. */
  public Shape shape() {
    return tip.map(LatestMigration::shape).orElseGet(Shape::empty);
  }

  /** How many migrations there are. */
  public int size() {
    return before.migrations().size() + (tip.isPresent() ? 1 : 0);
  }

  public List<CommittedMigration> committed() {
    return Stream.concat(before.committed().stream(), tip.map(LatestMigration::committed).stream())
        .toList();
  }

  /** The digest that the migration after this number names as its parent's. */
  public Optional<String> digest(int number) {
    return number == 0 ? Optional.empty() : Optional.of(committed().get(number - 1).digest());
  }

  /** Whether planning would find nothing: every goal can follow it, to this schema. */
  public boolean agreesWith(Shape schema) {
    return tip.map(LatestMigration::isSettled).orElse(true)
        && ShapeDiffer.compare(shape(), Planner.withSystemEntitiesOf(shape(), schema)).isEmpty();
  }
}
