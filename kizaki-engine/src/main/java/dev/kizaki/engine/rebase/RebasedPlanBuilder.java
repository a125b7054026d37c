package dev.kizaki.engine.rebase;

import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RowStatement;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds the plan of a rebased migration, and the merged state that it leads to. */
final class RebasedPlanBuilder {
  /** Each statement is tried after each second option, so that many questions would take long. */
  private static final int MAX_SECOND_OPTIONS = 64;

  private final UpstreamChanges upstream;

  /** Elements that a question is about already; what follows from its answer is not asked again. */
  private final Set<ElementId> asked;

  private final List<PlanLine> lines = new ArrayList<>();

  /** One for each question of this plan and of the plans before it. */
  private final List<SecondOption> secondOptions;

  private final BranchState start;
  private final List<PlanStatement> leftOut = new ArrayList<>();

  private BranchState merged;
  private BranchState ours;
  private PlanLine line;
  private List<PlanStatement> later = List.of();
  private int questions;
  private boolean written;

  /**
   * @param earlier the second options of the questions in the plans before this one
   */
  RebasedPlanBuilder(
      UpstreamChanges upstream,
      BranchState merged,
      Set<ElementId> asked,
      List<SecondOption> earlier) {
    this.upstream = upstream;
    this.merged = merged;
    this.start = merged;
    this.asked = asked;
    this.secondOptions = new ArrayList<>(earlier);
  }

  /** The state of the merged schema after the lines that were written so far. */
  BranchState merged() {
    return merged;
  }

  /**
   * The shape that the lines lead to, with the first choice of each question. A statement that was
   * moved up can have changed the order of fields, so the lines are carried out again.
   */
  Shape shape() {
    return replayed(BranchMigration.firstChoices(lines)).orElseGet(merged::shape);
  }

  UpstreamChanges upstream() {
    return upstream;
  }

  Set<ElementId> asked() {
    return asked;
  }

  List<PlanLine> lines() {
    return lines;
  }

  /** The statements of our branch that the upstream branch contains too. */
  List<PlanStatement> leftOut() {
    return leftOut;
  }

  /** The second options of all questions so far, for the plans that follow. */
  List<SecondOption> secondOptions() {
    return secondOptions.stream().map(SecondOption::inEarlierMigration).toList();
  }

  int questions() {
    return questions;
  }

  /**
   * Begins the next statement of our branch. What is written from now on comes from it.
   *
   * @param ownState our branch after the statement
   * @param rest the statements that follow it in its plan
   */
  void begin(PlanLine statement, BranchState ownState, List<PlanStatement> rest) {
    line = statement;
    ours = ownState;
    later = rest.stream().flatMap(each -> laterDrop(each).stream()).toList();
    written = false;
  }

  /** The drop of an element that the merged schema contains, with the name that it has there. */
  private Optional<PlanStatement> laterDrop(PlanStatement statement) {
    if (statement instanceof DropEntity drop) {
      return ours.entity(drop.entity())
          .filter(merged::has)
          .map(element -> new DropEntity(merged.name(element)));
    }
    if (statement instanceof DropField drop) {
      return ours.field(drop.entity(), drop.field())
          .filter(merged::has)
          .map(
              element ->
                  new DropField(
                      merged.name(merged.owner(element)), merged.name(element), drop.keep()));
    }
    return Optional.empty();
  }

  /** Leaves the current statement out, because the upstream branch did the same. */
  void leaveOut() {
    if (!written && line.item() instanceof PlanStatement statement) {
      leftOut.add(statement);
    }
  }

  /**
   * Writes a statement in the names of the merged schema, or asks if it cannot be executed there.
   * If it needs the first option of a question, it becomes a part of that option.
   */
  void write(PlanStatement statement) {
    write(statement, List.of());
  }

  /**
   * Does the same with a comment for the reviewer, which is left out where the statement becomes a
   * part of a question.
   */
  void write(PlanStatement statement, List<String> comment) {
    BranchState reached = merged.copy();
    try {
      reached.apply(statement, later, ours);
    } catch (PlanFault fault) {
      ask(
          "After %s this does not fit any more: %s. How does it go on?"
              .formatted(upstream.lastMigration(), fault.getMessage()),
          List.of(statement),
          List.of());
      return;
    }
    Optional<SecondOption> needed = lastRefusing(statement);
    if (needed.isEmpty()) {
      merged = reached;
      add(statement, comment);
    } else if (!addToFirstOption(needed.get(), statement, reached)) {
      remember(new SecondOption(lines.size(), merged));
      merged = reached;
      questions++;
      add(new Choice(List.of(statement), List.of()), List.of(RebaseContext.FOLLOWS_FROM_ANSWER));
    }
  }

  /** The last question whose second option makes the statement impossible. */
  private Optional<SecondOption> lastRefusing(PlanStatement statement) {
    Optional<SecondOption> refusing = Optional.empty();
    for (SecondOption option : secondOptions) {
      if (!option.apply(List.of(statement), later, ours)) {
        refusing = Optional.of(option);
      }
    }
    return refusing;
  }

  /**
   * Moves a statement up into the first option of a question, if that leads to the same schema and
   * no SQL text is between the two.
   *
   * @param reached the merged schema after the statement
   * @return whether it was moved
   */
  private boolean addToFirstOption(
      SecondOption question, PlanStatement statement, BranchState reached) {
    boolean commented =
        !written && !(line.above().isEmpty() && line.beside().isEmpty() && line.below().isEmpty());
    if (question.isInEarlierMigration() || commented || statement instanceof RowStatement) {
      return false;
    }
    PlanLine asking = lines.get(question.line());
    Choice choice = (Choice) asking.item();
    List<PlanItem> either = new ArrayList<>(choice.either());
    either.add(statement);
    List<PlanLine> moved = new ArrayList<>(lines);
    moved.set(question.line(), asking.withItem(new Choice(either, choice.or())));
    List<PlanStatement> between =
        BranchMigration.firstChoices(lines.subList(question.line() + 1, lines.size()));
    if (between.stream().anyMatch(RowStatement.class::isInstance)
        || !leadsTo(BranchMigration.firstChoices(moved), reached)) {
      return false;
    }
    lines.set(question.line(), moved.get(question.line()));
    merged = reached;
    written = true;
    return true;
  }

  private boolean leadsTo(List<PlanStatement> statements, BranchState reached) {
    return replayed(statements)
        .filter(shape -> ShapeDiffer.areSame(shape, reached.shape()))
        .isPresent();
  }

  /** The shape after statements from the start of the plan; absent if one cannot be executed. */
  private Optional<Shape> replayed(List<PlanStatement> statements) {
    BranchState state = start.copy();
    try {
      state.replay(statements);
    } catch (PlanFault fault) {
      return Optional.empty();
    }
    return Optional.of(state.shape());
  }

  /**
   * Writes a question. The merged schema follows its first option, if that can be executed.
   *
   * @param comment what the upstream branch did, what our branch does, and the question
   * @param either the first option: what our branch wants
   * @param or the second option: the schema without it
   */
  void ask(String comment, List<PlanStatement> either, List<PlanStatement> or) {
    SecondOption second = new SecondOption(lines.size(), merged);
    second.apply(or, later, ours);
    follow(either, or);
    BranchState reached = merged.copy();
    try {
      reached.applyAll(either, later, ours);
      merged = reached;
      remember(second);
    } catch (PlanFault fault) {
      // A person has to edit the option, and the snapshot is computed again after that.
    }
    questions++;
    add(Choice.between(either, or), List.of(comment));
  }

  /** Keeps the latest second options. */
  private void remember(SecondOption option) {
    if (secondOptions.size() == MAX_SECOND_OPTIONS) {
      secondOptions.remove(0);
    }
    secondOptions.add(option);
  }

  /** Follows a question in the schemas that result from the other questions. */
  private void follow(List<PlanStatement> either, List<PlanStatement> or) {
    for (SecondOption option : secondOptions) {
      if (!option.apply(either, later, ours)) {
        option.apply(or, later, ours);
      }
    }
  }

  /** Writes an open question of our branch, whose options were rebased before. */
  void keep(Choice choice, BranchState reached) {
    follow(choice.statements(Decision.EITHER), choice.or());
    merged = reached;
    add(choice, List.of());
  }

  /** The comments of a statement move to the first line that is written for it. */
  private void add(PlanItem item, List<String> comment) {
    List<String> above = new ArrayList<>(written ? List.of() : line.above());
    above.addAll(comment);
    Optional<String> beside = written || item instanceof Choice ? Optional.empty() : line.beside();
    lines.add(new PlanLine(item, above, beside, written ? List.of() : line.below()));
    written = true;
  }
}
