package dev.kizaki.engine.proof;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
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
import dev.kizaki.engine.shape.KeptNames;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rule that makes edits by hand safe: the statements of a plan, applied to the previous
 * snapshot, must give exactly the snapshot of its own migration. A plan with open markers is not
 * checked; no goal applies it either.
 */
public final class PlanProof implements Chain.Proof {
  private final int latest;

  /**
   * @param latest the number of the latest migration; only that one can be planned again
   */
  public PlanProof(int latest) {
    this.latest = latest;
  }

  @Override
  public void check(Shape before, Migration migration) {
    if (migration.plan().isResolved()) {
      boolean isLatest = migration.number() == latest;
      Refusal.throwIf(
          RefusalCode.PLAN_NOT_PROVEN,
          deviation(migration, PlanReplay.run(before, migration.planText(), isLatest))
              .map(
                  deviation ->
                      deviation + (isLatest ? planAgain(migration) : recompute(migration))));
    }
  }

  /**
   * Returns the reason why the latest migration is not proven, with the next step if no database
   * has applied it. Empty if it is proven, or if its plan has open markers.
   *
   * @param reached the shape that its plan leads to
   */
  public static Optional<Refusal> refusal(Migration migration, Shape reached) {
    return deviation(migration, reached)
        .map(
            deviation ->
                new Refusal(RefusalCode.PLAN_NOT_PROVEN, deviation + planAgain(migration)));
  }

  /** The same for a migration that a database has applied, so that it must stay as it was. */
  public static Optional<Refusal> refusalOfApplied(Migration migration, Shape reached) {
    return deviation(migration, reached)
        .map(
            deviation ->
                new Refusal(
                    RefusalCode.APPLIED_PLAN_CHANGED,
                    """
                    %sThe database has applied %s, so its files must stay as they were: restore \
                    them with `git checkout -- %s`. Put a change into the schema and run `mvn \
                    kizaki:plan`, which writes a new migration.\
                    """
                        .formatted(deviation, migration.name(), directory(migration))));
  }

  private static String directory(Migration migration) {
    String file = planFile(migration);
    return file.substring(0, Math.max(0, file.lastIndexOf('/')));
  }

  private static String planAgain(Migration migration) {
    return """
    Correct the plan or, if no database has applied %1$s, run `mvn kizaki:plan`. If `mvn \
    kizaki:rebase` wrote the plan and you have answered its question, run `mvn kizaki:rebase \
    -Dkizaki.rebase=%1$s`.\
    """
        .formatted(migration.name());
  }

  private static String recompute(Migration migration) {
    return """
    Correct the plan or, if no database has applied %1$s, run `mvn kizaki:rebase \
    -Dkizaki.rebase=%1$s`, which computes the snapshots again.\
    """
        .formatted(migration.name());
  }

  /** How the plan and the snapshot differ, in lines that each have a line end. */
  private static Optional<String> deviation(Migration migration, Shape reached) {
    Shape snapshot = migration.snapshot().shape();
    return !migration.plan().isResolved() || ShapeDiffer.areSame(reached, snapshot)
        ? Optional.empty()
        : Optional.of(deviation(migration, reached, snapshot));
  }

  private static String deviation(Migration migration, Shape reached, Shape snapshot) {
    List<PlanStatement> statements = migration.plan().statements();
    List<String> lines = new ArrayList<>();
    // The second side of each choice compares each element by itself and ignores renames.
    Planner.plan(reached, KeptNames.stated(snapshot), Answers.none(), List.of(), false)
        .lines()
        .stream()
        .flatMap(line -> line.item().statements(Decision.OR).stream())
        .map(needed -> deviation(migration, statements, needed))
        .distinct()
        .forEach(lines::add);
    if (lines.isEmpty()) {
      lines.add("extra: an `add system` statement whose system entity is not in the snapshot");
    }
    return """
    %s: the plan does not lead to the snapshot.json in the same directory:
      %s
    """
        .formatted(planFile(migration), String.join("\n  ", lines));
  }

  /**
   * Returns the line of the message for one needed statement: what the plan contains about its
   * element.
   */
  private static String deviation(
      Migration migration, List<PlanStatement> statements, PlanStatement needed) {
    SchemaElement element = needed.elementAfter();
    Optional<Integer> position =
        Stream.iterate(statements.size() - 1, i -> i >= 0, i -> i - 1)
            .filter(i -> statements.get(i).elementAfter().equals(element))
            .findFirst();
    String text = PlanReplay.firstLine(StatementText.of(needed));
    if (position.isEmpty()) {
      return "missing: `%s`".formatted(text);
    }
    String found = PlanReplay.firstLine(StatementText.of(statements.get(position.get())));
    int line = span(migration, position.get()).line();
    return isRemoval(needed)
        ? "extra: `%s` in line %d".formatted(found, line)
        : "wrong: `%s` in line %d; needed: `%s`".formatted(found, line, text);
  }

  /**
   * Whether the statement is a drop whose addition is extra in the plan. Dropping a key is not,
   * because another key follows.
   */
  private static boolean isRemoval(PlanStatement needed) {
    return needed.verb() == Verb.DROP && !(needed instanceof DropKey);
  }

  private static String planFile(Migration migration) {
    return migration.planFile();
  }

  private static SourceSpan span(Migration migration, int statement) {
    return migration.planText().spans().get(statement);
  }
}
