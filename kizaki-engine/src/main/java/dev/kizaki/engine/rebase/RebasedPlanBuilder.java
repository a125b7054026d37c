package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.PlanFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds the plan of a rebased migration, and the merged state that it leads to. */
final class RebasedPlanBuilder {
  private final UpstreamChanges upstream;

  /** Elements that a question is about already; what follows from its answer is not asked again. */
  private final Set<ElementId> asked;

  private final List<PlanLine> lines = new ArrayList<>();
  private final List<PlanStatement> leftOut = new ArrayList<>();

  private BranchState merged;
  private BranchState ours;
  private PlanLine line;
  private List<PlanStatement> later = List.of();
  private int questions;
  private boolean written;

  RebasedPlanBuilder(UpstreamChanges upstream, BranchState merged, Set<ElementId> asked) {
    this.upstream = upstream;
    this.merged = merged;
    this.asked = asked;
  }

  /** The state of the merged schema after the lines that were written so far. */
  BranchState merged() {
    return merged;
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
          .map(element -> new DropField(merged.name(merged.owner(element)), merged.name(element)));
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
   */
  void write(PlanStatement statement) {
    BranchState reached = merged.copy();
    try {
      reached.apply(statement, later, ours);
      merged = reached;
      add(statement, List.of());
    } catch (PlanFault fault) {
      ask(
          "After %s this does not fit any more: %s. How does it go on?"
              .formatted(upstream.lastMigration(), fault.getMessage()),
          List.of(statement),
          List.of());
    }
  }

  /**
   * Writes a question. The merged schema follows its first option, if that can be executed.
   *
   * @param comment what the upstream branch did, what our branch does, and the question
   * @param either the first option: what our branch wants
   * @param or the second option: the schema without it
   */
  void ask(String comment, List<PlanStatement> either, List<PlanStatement> or) {
    BranchState reached = merged.copy();
    try {
      for (int i = 0; i < either.size(); i++) {
        List<PlanStatement> rest = new ArrayList<>(either.subList(i + 1, either.size()));
        rest.addAll(later);
        reached.apply(either.get(i), rest, ours);
      }
      merged = reached;
    } catch (PlanFault fault) {
      // A person has to edit the option, and the snapshot is computed again after that.
    }
    questions++;
    add(Choice.between(either, or), List.of(comment));
  }

  /** Writes an open question of our branch, whose options were rebased before. */
  void keep(Choice choice, BranchState reached) {
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
