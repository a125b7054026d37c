package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.draft.Draft;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.history.StartedMigration;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanComments;
import dev.kizaki.engine.proof.PlanReplay;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.inspire.source.SourceText;
import java.util.Optional;

/**
 * The latest migration, of which {@code plan} asks less than other goals do: its plan can stand on
 * the shape before it, and that is all.
 *
 * @param source the plan's text
 * @param snapshot absent where somebody wrote the plan by hand
 * @param digest empty where there is no snapshot
 * @param shape what it leads to, with the first choice of each open block
 * @param problem why other goals refuse it: no snapshot, or one that the plan does not lead to
 */
public record LatestMigration(
    MigrationName name,
    SourceText source,
    Plan plan,
    Optional<Snapshot> snapshot,
    String digest,
    Shape shape,
    Optional<Refusal> problem) {

  /**
   * A complete migration.
   *
   * @param problem what its proof said
   * @throws Refusal when a statement cannot stand where it stands
   */
  static LatestMigration of(Migration migration, Shape before, Optional<Refusal> problem) {
    Shape reached = PlanReplay.run(before, migration.plan(), migration.files().plan());
    Shape stated = migration.snapshot().shape();
    boolean sound = problem.isEmpty() && ShapeDiffer.compare(reached, stated).isEmpty();
    return new LatestMigration(
        migration.files().name(),
        migration.files().plan(),
        migration.plan(),
        Optional.of(migration.snapshot()),
        migration.digest(),
        sound ? stated : reached,
        problem);
  }

  /**
   * A plan without a snapshot.
   *
   * @throws Refusal when it is none, or cannot stand on the shape before it
   */
  static LatestMigration of(StartedMigration started, Shape before) {
    Plan plan = started.plan(CommittedHistory::plan);
    return new LatestMigration(
        started.name(),
        started.source(),
        plan,
        Optional.empty(),
        "",
        PlanReplay.run(before, plan, started.source()),
        Optional.of(new Refusal(started.missing())));
  }

  public int number() {
    return name.number();
  }

  /** Whether other goals can follow it: it is proven, and nothing is open. */
  boolean isSettled() {
    return problem.isEmpty() && plan.isResolved();
  }

  CommittedMigration committed() {
    return new CommittedMigration(number(), name.text(), digest);
  }

  public Draft draft(Shape before) {
    boolean edited =
        snapshot
            .filter(stated -> ShapeDiffer.compare(shape, stated.shape()).isEmpty())
            .filter(stated -> ShapeDiffer.compare(stated.shape(), shape).isEmpty())
            .isEmpty();
    return new Draft(before, plan, PlanComments.read(source), edited);
  }
}
