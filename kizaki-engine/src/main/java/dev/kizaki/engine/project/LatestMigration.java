package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.draft.Draft;
import dev.kizaki.engine.history.IncompleteMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationFiles;
import dev.kizaki.engine.history.MigrationName;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.proof.PlanProof;
import dev.kizaki.engine.proof.PlanReplay;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import java.util.Optional;

/**
 * The latest migration. {@code plan} requires only that its statements can be replayed over the
 * shape before it; other goals also require a snapshot and a proof.
 *
 * @param text its plan
 * @param complete the migration with its snapshot; absent if there is no snapshot, for example
 *     because a user wrote the plan by hand
 * @param shape the shape after the plan, with the first choice of each open block
 * @param edited whether the plan leads to another shape than the snapshot, or has no snapshot
 * @param problem why other goals refuse it: the snapshot is missing, or is not the plan's result
 */
public record LatestMigration(
    MigrationName name,
    PlanText text,
    Optional<Migration> complete,
    Shape shape,
    boolean edited,
    Optional<Refusal> problem) {

  /**
   * Creates it from a migration with both files.
   *
   * @throws Refusal when a statement cannot be replayed
   */
  static LatestMigration of(Migration migration, Shape before) {
    Shape reached = PlanReplay.run(before, migration.planText(), true);
    Shape stated = migration.snapshot().shape();
    Optional<Refusal> problem = PlanProof.refusal(migration, reached);
    boolean edited =
        migration.plan().isResolved() ? problem.isPresent() : !ShapeDiffer.areSame(reached, stated);
    return new LatestMigration(
        migration.directoryName(),
        migration.planText(),
        Optional.of(migration),
        edited ? reached : stated,
        edited,
        problem);
  }

  /**
   * Creates it from a plan without a snapshot.
   *
   * @throws Refusal when the text is not a plan, or cannot be replayed over the shape before it
   */
  static LatestMigration of(IncompleteMigration incomplete, Shape before) {
    PlanText text = incomplete.plan();
    return new LatestMigration(
        incomplete.name(),
        text,
        Optional.empty(),
        PlanReplay.run(before, text, true),
        true,
        Optional.of(new Refusal(RefusalCode.SNAPSHOT_MISSING, incomplete.missing())));
  }

  public int number() {
    return name.number();
  }

  public Optional<Snapshot> snapshot() {
    return complete.map(Migration::snapshot);
  }

  /** Whether other goals accept it: it is proven and has no open question. */
  boolean isSettled() {
    return problem.isEmpty() && text.plan().isResolved();
  }

  /**
   * Why a migration that the database has applied cannot stay as it is. Its files have to be
   * restored, because it cannot be planned again.
   */
  public Optional<Refusal> appliedProblem() {
    if (problem.isEmpty() || complete.isPresent()) {
      return complete.flatMap(migration -> PlanProof.refusalOfApplied(migration, shape));
    }
    String plan = text.source().name();
    String snapshot = plan.substring(0, plan.lastIndexOf('/') + 1) + MigrationFiles.SNAPSHOT;
    return Optional.of(
        new Refusal(
            RefusalCode.APPLIED_PLAN_CHANGED,
            """
            %1$s is missing, and the database has applied %2$s.
            Restore the file with `git checkout -- %1$s`.\
            """
                .formatted(snapshot, name)));
  }

  /** The migration as a draft. The caller must know that no database has applied it. */
  public Draft draft(Shape before) {
    return new Draft(before, text.plan(), text.comments(), edited);
  }
}
