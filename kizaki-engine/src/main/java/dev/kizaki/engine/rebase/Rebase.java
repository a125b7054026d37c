package dev.kizaki.engine.rebase;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.review.DataLoss;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NameTable;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rebases the migrations of one branch onto those of the upstream branch, in the steps that the
 * package page explains.
 */
public final class Rebase {
  private final UpstreamChanges upstream;
  private final DatabaseNames names;
  private final Map<String, SqlObject> schema;
  private final BranchState end;
  private final Set<ElementId> asked = new HashSet<>();
  private BranchState ours;
  private BranchState merged;
  private List<SecondOption> secondOptions = List.of();

  private Rebase(
      BranchState base,
      UpstreamChanges upstream,
      BranchState end,
      DatabaseNames names,
      Map<String, SqlObject> schema) {
    this.upstream = upstream;
    this.names = names;
    this.schema = schema;
    this.end = end;
    this.ours = base.copy();
    this.merged = upstream.after().copy();
  }

  /**
   * Rebases migrations. Each result starts from the shape that the upstream branch and the results
   * before it lead to.
   *
   * @param base the shape that both branches start from
   * @param theirs the migrations of the upstream branch, at least one
   * @param ours the migrations to rebase
   * @param names the names that elements have in SQL texts
   * @param schema the objects of the schema in the working tree, by name; empty if it cannot be
   *     read
   * @throws PlanFault when a plan cannot be executed on its own branch
   * @throws Refusal when the upstream branch changed what an open question of a plan is about
   */
  public static List<RebasedMigration> onto(
      Shape base,
      List<BranchMigration> theirs,
      List<BranchMigration> ours,
      DatabaseNames names,
      Map<String, SqlObject> schema) {
    BranchState start = BranchState.of(base); // step 1
    BranchState end = start.copy();
    ours.forEach(migration -> end.replay(migration.firstChoices())); // step 2
    UpstreamChanges upstream = UpstreamChanges.of(start, theirs); // step 3
    Rebase rebase = new Rebase(start, upstream, end, names, schema);
    return ours.stream().map(rebase::rebaseMigration).toList();
  }

  /** Steps 4 and 5 for one migration. */
  private RebasedMigration rebaseMigration(BranchMigration migration) {
    RebasedPlanBuilder plan = new RebasedPlanBuilder(upstream, merged, asked, secondOptions);
    Map<ElementId, String> keyQuestions = new HashMap<>();
    for (int i = 0; i < migration.lines().size(); i++) {
      PlanLine line = migration.lines().get(i);
      List<PlanStatement> later =
          BranchMigration.firstChoices(migration.lines().subList(i + 1, migration.lines().size()));
      if (line.item() instanceof Choice choice) {
        ours = rebaseChoice(migration.name(), line, choice, later, ours, plan);
      } else if (line.item() instanceof PlanStatement statement) {
        rebaseStatement(statement, line, later, ours, plan, keyQuestions);
      }
    }
    ReferenceIndexes.adjust(plan, ours, upstream);
    problem(plan.merged()).ifPresent(problem -> askAbout(problem, plan));
    merged = plan.merged();
    secondOptions = plan.secondOptions();
    return new RebasedMigration(
        migration.name(), DataLoss.commented(plan.lines()), plan.shape(), plan.leftOut());
  }

  /** Step 4 for one statement. */
  private void rebaseStatement(
      PlanStatement statement,
      PlanLine line,
      List<PlanStatement> later,
      BranchState state,
      RebasedPlanBuilder plan,
      Map<ElementId, String> keyQuestions) {
    BranchState before = state.copy();
    state.apply(statement, later, plan.merged());
    plan.begin(line, state, later);
    statement.accept(
        new StatementRebaser(
            new RebaseContext(plan, before, state, end, keyQuestions, names, schema)));
  }

  /**
   * Step 4 for an open question of our plan. It stays open, with both of its options rebased,
   * unless they are the same now.
   *
   * @param state our branch before it
   * @return our branch after the first option
   */
  private BranchState rebaseChoice(
      String migration,
      PlanLine line,
      Choice choice,
      List<PlanStatement> later,
      BranchState state,
      RebasedPlanBuilder plan) {
    Option first = rebaseOption(migration, choice.either(), later, state.copy(), plan);
    Option second = rebaseOption(migration, choice.or(), later, state.copy(), plan);
    List<PlanItem> either = first.plan.lines().stream().map(PlanLine::item).toList();
    List<PlanStatement> or = BranchMigration.firstChoices(second.plan.lines());
    plan.begin(line, first.state, later);
    if (either.equals(or)) {
      or.forEach(plan::write);
    } else {
      plan.keep(new Choice(either, or), first.plan.merged());
    }
    return first.state;
  }

  /**
   * One side of an open question, rebased.
   *
   * @param state our branch after it
   */
  private record Option(RebasedPlanBuilder plan, BranchState state) {}

  private Option rebaseOption(
      String migration,
      List<? extends PlanItem> items,
      List<PlanStatement> later,
      BranchState before,
      RebasedPlanBuilder outer) {
    BranchState state = before;
    RebasedPlanBuilder plan =
        new RebasedPlanBuilder(upstream, outer.merged().copy(), new HashSet<>(asked), List.of());
    Map<ElementId, String> keyQuestions = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      PlanLine line = PlanLine.of(items.get(i));
      List<PlanStatement> rest = new ArrayList<>();
      items
          .subList(i + 1, items.size())
          .forEach(item -> rest.addAll(item.statements(Decision.EITHER)));
      rest.addAll(later);
      if (line.item() instanceof Choice choice) {
        state = rebaseChoice(migration, line, choice, rest, state, plan);
      } else {
        rebaseStatement((PlanStatement) line.item(), line, rest, state, plan, keyQuestions);
      }
    }
    if (plan.questions() > 0 || !keyQuestions.isEmpty()) {
      throw new Refusal(
          RefusalCode.REBASE_OPEN_QUESTION,
          """
          %s contains an open question, and the other branch changed what it is about.
          Answer it on its own branch first, then run `mvn kizaki:rebase` again.\
          """
              .formatted(migration));
    }
    return new Option(plan, state);
  }

  /** Why no schema can have this shape. */
  private Optional<String> problem(BranchState reached) {
    try {
      new Replay(reached.shape(), List.of()).finish();
    } catch (PlanFault fault) {
      return Optional.of(fault.getMessage());
    }
    return NameTable.collisions(reached.shape(), names).stream()
        .findFirst()
        .map(collision -> "two of its parts would have one name in the database");
  }

  private void askAbout(String problem, RebasedPlanBuilder plan) {
    plan.begin(PlanLine.of(new Choice(List.of(), List.of())), ours, List.of());
    plan.ask(
        "With %s before it, this migration leads to no schema: %s. What is to change?"
            .formatted(upstream.lastMigration(), problem),
        List.of(),
        List.of());
  }
}
