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

/** Snapshots that follow from the plans, where they are not what the plans lead to. */
public final class RecomputedSnapshots {
  private RecomputedSnapshots() {}

  /**
   * The migrations that have to be written.
   *
   * @param migrations all of them, in order
   * @param first the index of the first that may be written
   * @throws Refusal when one before it is not what was planned, or a plan does not fit
   */
  public static List<Migration> of(List<Migration> migrations, int first) {
    Chain.check(migrations.subList(0, first), new PlanProof());
    List<Migration> written = new ArrayList<>();
    Optional<Migration> before =
        first == 0 ? Optional.empty() : Optional.of(migrations.get(first - 1));
    for (Migration migration : migrations.subList(first, migrations.size())) {
      Migration now = recomputed(before, migration);
      if (!now.files().equals(migration.files())) {
        written.add(now);
      }
      before = Optional.of(now);
    }
    return written;
  }

  private static Migration recomputed(Optional<Migration> before, Migration migration) {
    Shape base = before.map(each -> each.snapshot().shape()).orElseGet(Shape::empty);
    Shape shape = reached(base, migration);
    Snapshot old = migration.snapshot();
    Snapshot snapshot =
        new Snapshot(
            migration.name(), before.map(Migration::digest), old.naming(), old.digest(), shape);
    boolean named = migration.plan().migration().equals(migration.name());
    if (named && snapshot.equals(old)) {
      return migration;
    }
    String text =
        named
            ? migration.files().plan().text()
            : PlanPrinter.print(new Plan(migration.name(), migration.planText().lines()));
    return RebasedHistory.migration(migration, migration.files().name(), text, snapshot);
  }

  /** A first choice that a person has yet to make fit leads nowhere. */
  private static Shape reached(Shape base, Migration migration) {
    List<PlanStatement> statements = migration.plan().statements(Decision.EITHER);
    try {
      return Replay.run(base, statements);
    } catch (PlanFault fault) {
      if (!migration.plan().isResolved()) {
        return migration.snapshot().shape();
      }
      throw new Refusal(
          migration.files().plan().name()
              + ": "
              + fault.getMessage()
              + ".\nMend the plan, then run `mvn kizaki:rebase` again.");
    }
  }
}
