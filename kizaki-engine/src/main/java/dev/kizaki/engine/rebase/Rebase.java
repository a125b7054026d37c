package dev.kizaki.engine.rebase;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NameTable;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the migrations of one branch on top of another's. */
public final class Rebase {
  private final OtherSide other;
  private final DatabaseNames names;
  private final Side end;
  private final Set<Thing> asked = new HashSet<>();
  private Side state;
  private Side merged;

  private Rebase(Side base, OtherSide other, Side end, DatabaseNames names) {
    this.other = other;
    this.names = names;
    this.end = end;
    this.state = base.copy();
    this.merged = other.after().copy();
  }

  /**
   * The migrations of one branch, each over the shape that the other branch and those before it
   * lead to.
   *
   * @param base the shape that both branches start from
   * @param theirs the migrations that stay, at least one
   * @param ours the migrations that move
   * @param names what things are called in SQL texts
   * @throws PlanFault when a plan does not fit the branch it stands on
   * @throws Refusal when an open question of a plan meets what the other branch did
   */
  public static List<MovedMigration> onto(
      Shape base, List<SideMigration> theirs, List<SideMigration> ours, DatabaseNames names) {
    Side start = Side.of(base);
    Side end = start.copy();
    for (SideMigration migration : ours) {
      List<PlanStatement> statements = migration.firstChoices();
      for (int i = 0; i < statements.size(); i++) {
        end.apply(statements.get(i), statements.subList(i + 1, statements.size()), end);
      }
    }
    Rebase rebase = new Rebase(start, OtherSide.of(start, theirs), end, names);
    return ours.stream().map(rebase::move).toList();
  }

  private MovedMigration move(SideMigration migration) {
    Draft draft = new Draft(other, merged, asked);
    Map<Thing, String> keys = new HashMap<>();
    for (int i = 0; i < migration.lines().size(); i++) {
      PlanLine line = migration.lines().get(i);
      List<PlanStatement> rest =
          SideMigration.firstChoices(migration.lines().subList(i + 1, migration.lines().size()));
      if (line.item() instanceof Choice choice) {
        state = move(migration.name(), line, choice, rest, draft);
      } else {
        move((PlanStatement) line.item(), line, rest, state, draft, keys);
      }
    }
    ReferenceIndexes.settle(draft, state, other);
    unfit(draft.merged())
        .ifPresent(
            problem -> {
              draft.begin(PlanLine.of(new Choice(List.of(), List.of())), state, List.of());
              draft.ask(
                  "With "
                      + other.who(side -> "")
                      + " before it, this migration leads to no schema: "
                      + problem
                      + ". What is to change?",
                  List.of(),
                  List.of());
            });
    merged = draft.merged();
    return new MovedMigration(migration.name(), draft.lines(), merged.shape(), draft.done());
  }

  private void move(
      PlanStatement statement,
      PlanLine line,
      List<PlanStatement> rest,
      Side ours,
      Draft draft,
      Map<Thing, String> keys) {
    Side before = ours.copy();
    ours.apply(statement, rest, draft.merged());
    draft.begin(line, ours, rest);
    statement.accept(new Transfer(new Scene(draft, before, ours, end, keys, names)));
  }

  /** A question that was open stays open, with both of its choices moved. */
  private Side move(
      String migration, PlanLine line, Choice choice, List<PlanStatement> rest, Draft draft) {
    Side afterFirst = state.copy();
    Draft first = branch(migration, choice.either(), rest, afterFirst, draft);
    Draft second = branch(migration, choice.or(), rest, state.copy(), draft);
    List<PlanStatement> either = SideMigration.firstChoices(first.lines());
    List<PlanStatement> or = SideMigration.firstChoices(second.lines());
    draft.begin(line, afterFirst, rest);
    if (either.equals(or)) {
      either.forEach(draft::write);
    } else {
      draft.keep(new Choice(either, or), first.merged());
    }
    return afterFirst;
  }

  private Draft branch(
      String migration,
      List<PlanStatement> statements,
      List<PlanStatement> rest,
      Side ours,
      Draft outer) {
    Draft draft = new Draft(other, outer.merged().copy(), new HashSet<>(asked));
    Map<Thing, String> keys = new HashMap<>();
    for (int i = 0; i < statements.size(); i++) {
      List<PlanStatement> later = new ArrayList<>(statements.subList(i + 1, statements.size()));
      later.addAll(rest);
      PlanStatement statement = statements.get(i);
      move(statement, PlanLine.of(statement), later, ours, draft, keys);
    }
    if (draft.questions() > 0 || !keys.isEmpty()) {
      throw new Refusal(
          migration
              + " holds an open question, and the other branch changed what it is about.\n"
              + "Answer it on its own branch first, then run `mvn kizaki:rebase` again.");
    }
    return draft;
  }

  /** Why the shape is none that a schema can have. */
  private Optional<String> unfit(Side reached) {
    try {
      new Replay(reached.shape(), List.of()).finish();
    } catch (PlanFault fault) {
      return Optional.of(fault.getMessage());
    }
    return NameTable.collisions(reached.shape(), names).stream()
        .findFirst()
        .map(collision -> "two of its parts would have one name in the database");
  }
}
