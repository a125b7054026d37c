package dev.kizaki.engine.proof;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.history.Chain;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rule that makes hand edits safe: a plan's statements over the snapshot before it give exactly
 * the snapshot beside it. A plan with open markers is not proven yet; nothing applies it either.
 */
public final class PlanProof implements Chain.Proof {
  @Override
  public void check(Shape before, Migration migration) {
    if (migration.plan().isResolved()) {
      refusal(migration, PlanReplay.run(before, migration.planText()))
          .ifPresent(
              refusal -> {
                throw refusal;
              });
    }
  }

  /**
   * Why a migration whose plan was replayed is not proven; absent when it is, or its plan has open
   * markers.
   *
   * @param reached what its plan leads to
   */
  public static Optional<Refusal> refusal(Migration migration, Shape reached) {
    Shape snapshot = migration.snapshot().shape();
    return !migration.plan().isResolved() || ShapeDiffer.areSame(reached, snapshot)
        ? Optional.empty()
        : Optional.of(new Refusal(deviation(migration, reached, snapshot)));
  }

  private static String deviation(Migration migration, Shape reached, Shape snapshot) {
    List<PlanStatement> statements = migration.plan().statements();
    List<String> lines = new ArrayList<>();
    // Without the question of what was renamed: each element by itself.
    Planner.plan(reached, snapshot, Answers.none(), List.of(), false).lines().stream()
        .flatMap(line -> line.item().statements(Decision.OR).stream())
        .map(needed -> deviation(migration, statements, needed))
        .distinct()
        .forEach(lines::add);
    if (lines.isEmpty()) {
      lines.add("an `add system` statement that the snapshot knows nothing of");
    }
    return planFile(migration)
        + ": the plan does not lead to the snapshot.json beside it:\n  "
        + String.join("\n  ", lines)
        + "\nMend the plan, or if no database has applied "
        + migration.name()
        + ", run `mvn kizaki:plan`.";
  }

  /** What the plan says about the thing that the needed statement is about. */
  private static String deviation(
      Migration migration, List<PlanStatement> statements, PlanStatement needed) {
    SchemaElement element = needed.elementAfter();
    Optional<Integer> said =
        Stream.iterate(statements.size() - 1, i -> i >= 0, i -> i - 1)
            .filter(i -> statements.get(i).elementAfter().equals(element))
            .findFirst();
    String text = "`" + PlanReplay.firstLine(StatementText.of(needed)) + "`";
    if (said.isEmpty()) {
      return "missing: " + text;
    }
    String found =
        "`"
            + PlanReplay.firstLine(StatementText.of(statements.get(said.get())))
            + "` in line "
            + span(migration, said.get()).line();
    return isTakenAway(needed) ? "extra: " + found : "wrong: " + found + "; needed: " + text;
  }

  /** A key is never taken away for good: another one follows. */
  private static boolean isTakenAway(PlanStatement needed) {
    return needed.verb() == Verb.DROP && !(needed instanceof DropKey);
  }

  private static String planFile(Migration migration) {
    return migration.files().plan().name();
  }

  private static SourceSpan span(Migration migration, int statement) {
    return migration.planText().spans().get(statement);
  }
}
