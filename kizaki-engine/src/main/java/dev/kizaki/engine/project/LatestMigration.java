package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.draft.Draft;
import dev.kizaki.engine.history.IncompleteMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.proof.PlanProof;
import dev.kizaki.engine.proof.PlanReplay;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import java.util.Optional;

/**
 * The latest migration, of which {@code plan} asks less than other goals do: its plan can stand on
 * the shape before it, and that is all.
 *
 * @param text its plan
 * @param complete the migration with its snapshot; absent where somebody wrote the plan by hand
 * @param shape what it leads to, with the first choice of each open block
 * @param edited whether its plan leads elsewhere than its snapshot, or there is no snapshot
 * @param problem why other goals refuse it: no snapshot, or one that the plan does not lead to
 */
public record LatestMigration(
    MigrationName name,
    PlanText text,
    Optional<Migration> complete,
    Shape shape,
    boolean edited,
    Optional<Refusal> problem) {

  /**
   * A complete migration.
   *
   * @throws Refusal when a statement cannot stand where it stands
   */
  static LatestMigration of(Migration migration, Shape before) {
    Shape reached = PlanReplay.run(before, migration.planText());
    Shape stated = migration.snapshot().shape();
    Optional<Refusal> problem = PlanProof.refusal(migration, reached);
    boolean edited =
        migration.plan().isResolved() ? problem.isPresent() : !ShapeDiffer.areSame(reached, stated);
    return new LatestMigration(
        migration.files().name(),
        migration.planText(),
        Optional.of(migration),
        edited ? reached : stated,
        edited,
        problem);
  }

  /**
   * A plan without a snapshot.
   *
   * @throws Refusal when it is none, or cannot stand on the shape before it
   */
  static LatestMigration of(IncompleteMigration started, Shape before) {
    PlanText text = started.plan();
    return new LatestMigration(
        started.name(),
        text,
        Optional.empty(),
        PlanReplay.run(before, text),
        true,
        Optional.of(new Refusal(started.missing())));
  }

  public int number() {
    return name.number();
  }

  public Optional<Snapshot> snapshot() {
    return complete.map(Migration::snapshot);
  }

  /** Whether other goals can follow it: it is proven, and nothing is open. */
  boolean isSettled() {
    return problem.isEmpty() && text.plan().isResolved();
  }

  /** The migration as a draft, if no database has applied it. */
  public Draft draft(Shape before) {
    return new Draft(before, text.plan(), text.comments(), edited);
  }
}
