package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.history.Chain;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.proof.PlanProof;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recomputes snapshots that do not agree with their plans. */
public final class RecomputedSnapshots {
  private RecomputedSnapshots() {}

  /**
   * Returns the migrations that have to be rewritten, with their new files.
   *
   * @param migrations all migrations, in order
   * @param first the index of the first migration that may be rewritten
   * @throws Refusal when a migration before it was changed, or a plan cannot be replayed
   */
  public static List<Migration> of(List<Migration> migrations, int first) {
    Chain.check(migrations.subList(0, first), new PlanProof());
    List<Migration> rewritten = new ArrayList<>();
    Optional<Migration> before =
        first == 0 ? Optional.empty() : Optional.of(migrations.get(first - 1));
    for (Migration migration : migrations.subList(first, migrations.size())) {
      Migration result = recomputed(before, migration);
      if (!result.files().equals(migration.files())) {
        rewritten.add(result);
      }
      before = Optional.of(result);
    }
    return rewritten;
  }

  private static Migration recomputed(Optional<Migration> before, Migration migration) {
    Shape base = before.map(each -> each.snapshot().shape()).orElseGet(Shape::empty);
    Shape shape = shapeAfter(base, migration);
    Snapshot old = migration.snapshot();
    Snapshot snapshot =
        new Snapshot(
            migration.name(), before.map(Migration::digest), old.naming(), old.digest(), shape);
    boolean hasDirectoryName = migration.plan().migration().equals(migration.name());
    if (hasDirectoryName && snapshot.equals(old)) {
      return migration;
    }
    String text =
        hasDirectoryName
            ? migration.files().plan().text()
            : PlanPrinter.print(new Plan(migration.name(), migration.planText().lines()));
    return RebasedHistory.migration(migration, migration.files().name(), text, snapshot);
  }

  /**
   * The shape after the plan, with the first choice of each open block. If an open plan cannot be
   * replayed, the old shape is kept, because its author still has to edit it.
   */
  private static Shape shapeAfter(Shape base, Migration migration) {
    List<PlanStatement> statements = migration.plan().statements(Decision.EITHER);
    try {
      return Replay.run(base, statements);
    } catch (PlanFault fault) {
      if (!migration.plan().isResolved()) {
        return migration.snapshot().shape();
      }
      throw new Refusal(
          """
          %s: %s.
          Correct the plan, then run `mvn kizaki:rebase` again.\
          """
              .formatted(migration.files().plan().name(), fault.getMessage()));
    }
  }
}
