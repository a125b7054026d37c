package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.history.HistoryTree;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationChange;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.project.ForkedHistory;
import dev.kizaki.engine.rebase.BranchMigration;
import dev.kizaki.engine.rebase.Rebase;
import dev.kizaki.engine.rebase.RebasedMigration;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The migrations of a directory while its branches are put on top of each other. */
public final class RebasedHistory {
  /**
   * A migration that moved.
   *
   * @param from the name of its directory
   * @param to the new migration; absent if no statement is left
   * @param onTopOf the name of the migration before it
   * @param done the statements that were removed because the other branch has the same change
   * @param givenUp whether no statement is left because of answers
   */
  public record Move(
      String from,
      Optional<Migration> to,
      String onTopOf,
      List<PlanStatement> done,
      boolean givenUp) {}

  private final List<Migration> migrations;
  private final Map<String, SqlObject> schema;
  private final List<Move> moves = new ArrayList<>();

  /**
   * @param schema the objects of the schema in the working tree, by name; empty if it cannot be
   *     read
   */
  public RebasedHistory(List<Migration> migrations, Map<String, SqlObject> schema) {
    this.schema = Map.copyOf(schema);
    this.migrations = new ArrayList<>(migrations);
  }

  public List<Migration> migrations() {
    return migrations;
  }

  public List<Move> moves() {
    return moves;
  }

  /** The index of the first migration that moved; the number of migrations if none is left. */
  public int firstMoved() {
    Set<String> moved =
        moves.stream()
            .flatMap(move -> move.to().stream())
            .map(Migration::name)
            .collect(Collectors.toSet());
    return (int) migrations.stream().takeWhile(each -> !moved.contains(each.name())).count();
  }

  /** Replaces the migrations that moved by what became of them after the answers. */
  public void settle(List<RecomputedMigrations.Outcome> outcomes) {
    for (RecomputedMigrations.Outcome outcome : outcomes) {
      moves.replaceAll(
          move ->
              move.to().equals(Optional.of(outcome.old()))
                  ? new Move(
                      move.from(),
                      outcome.result(),
                      outcome.onTopOf().orElse(move.onTopOf()),
                      move.done(),
                      outcome.result().isEmpty())
                  : move);
    }
  }

  /** Puts all but one side of a fork on top of that one. */
  public void putOnTop(HistoryTree.Fork fork, RebaseSides sides) {
    Shape base = fork.before().map(before -> before.snapshot().shape()).orElseGet(Shape::empty);
    List<Migration> stack = new ArrayList<>(sides.staying());
    for (List<Migration> side : sides.moving()) {
      putOnTop(base, stack, side);
      migrations.removeAll(side);
    }
    stack.removeAll(sides.staying());
    migrations.addAll(stack);
  }

  private void putOnTop(Shape base, List<Migration> stack, List<Migration> side) {
    List<RebasedMigration> moved;
    try {
      moved =
          Rebase.onto(
              base,
              stack.stream().map(RebasedHistory::branchMigration).toList(),
              side.stream().map(RebasedHistory::branchMigration).toList(),
              new DatabaseNames(NamingVersion.CURRENT),
              schema);
    } catch (PlanFault fault) {
      throw new Refusal(
          RefusalCode.REBASE_REPLAY,
          """
          A plan of %s or %s cannot be replayed after the migrations before it: %s.
          Correct the plan on its own branch, then run `mvn kizaki:rebase` again.\
          """
              .formatted(
                  ForkedHistory.names(stack), ForkedHistory.names(side), fault.getMessage()));
    }
    for (int i = 0; i < moved.size(); i++) {
      Migration last = stack.get(stack.size() - 1);
      Optional<Migration> result =
          moved.get(i).lines().isEmpty()
              ? Optional.empty()
              : Optional.of(onTop(last, side.get(i), moved.get(i)));
      moves.add(
          new Move(directoryName(side.get(i)), result, last.name(), moved.get(i).done(), false));
      result.ifPresent(stack::add);
    }
  }

  /** The name of a migration's directory on disk, which does not change while it moves. */
  private static String directoryName(Migration migration) {
    return migration.directory().getFileName().toString();
  }

  private static BranchMigration branchMigration(Migration migration) {
    return new BranchMigration(migration.name(), migration.planText().lines());
  }

  private static Migration onTop(Migration before, Migration moving, RebasedMigration moved) {
    RewrittenMigration rewritten =
        RewrittenMigration.of(moving, Optional.of(before), moved.shape());
    return rewritten.with(PlanPrinter.print(new Plan(rewritten.name().text(), moved.lines())));
  }

  /**
   * Sorts the migrations and checks that they are numbered from 1 without a gap.
   *
   * @throws Refusal when migrations that stay were renumbered
   */
  public void checkNumbers() {
    migrations.sort(Comparator.comparing(each -> each.directoryName()));
    for (int i = 0; i < migrations.size(); i++) {
      if (migrations.get(i).number() != i + 1) {
        throw new Refusal(
            RefusalCode.REBASE_NUMBERS,
            """
            %s should have the number %s.
            The migrations that stay were renumbered: restore the old numbers of the directories, \
            then run `mvn kizaki:rebase` again.\
            """
                .formatted(migrations.get(i).name(), i + 1));
      }
    }
  }

  public List<MigrationChange> changes() {
    List<MigrationChange> changes = new ArrayList<>();
    for (Move move : moves) {
      changes.removeIf(each -> each.from().equals(move.from()));
      changes.add(
          new MigrationChange(
              move.from(),
              move.to()
                  .map(
                      migration ->
                          new MigrationChange.Content(
                              migration.name(),
                              migration.planFileText(),
                              migration.snapshotFileText()))));
    }
    return changes;
  }
}
