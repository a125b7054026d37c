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

/** The plan that a moved migration gets, and the new base on its way along it. */
final class Draft {
  private final OtherSide other;

  /** Things that were asked about: what follows from an answer is no new question. */
  private final Set<Thing> asked;

  private final List<PlanLine> lines = new ArrayList<>();
  private final List<PlanStatement> done = new ArrayList<>();

  private Side merged;
  private Side ours;
  private PlanLine line;
  private List<PlanStatement> later = List.of();
  private int questions;
  private boolean written;

  Draft(OtherSide other, Side merged, Set<Thing> asked) {
    this.other = other;
    this.merged = merged;
    this.asked = asked;
  }

  /** The new base, moved along what was written so far. */
  Side merged() {
    return merged;
  }

  OtherSide other() {
    return other;
  }

  Set<Thing> asked() {
    return asked;
  }

  List<PlanLine> lines() {
    return lines;
  }

  List<PlanStatement> done() {
    return done;
  }

  int questions() {
    return questions;
  }

  /**
   * The statement of this branch that is being moved.
   *
   * @param ownState this branch after the statement
   * @param rest what follows it in its plan
   */
  void begin(PlanLine statement, Side ownState, List<PlanStatement> rest) {
    line = statement;
    ours = ownState;
    later = rest.stream().flatMap(each -> laterDrop(each).stream()).toList();
    written = false;
  }

  /** What will be dropped, under the name that it has on the new base. */
  private Optional<PlanStatement> laterDrop(PlanStatement statement) {
    if (statement instanceof DropEntity drop) {
      return ours.entity(drop.entity())
          .filter(merged::has)
          .map(thing -> new DropEntity(merged.name(thing)));
    }
    if (statement instanceof DropField drop) {
      return ours.field(drop.entity(), drop.field())
          .filter(merged::has)
          .map(thing -> new DropField(merged.name(merged.owner(thing)), merged.name(thing)));
    }
    return Optional.empty();
  }

  /** The other branch did it too. */
  void leaveOut() {
    if (!written && line.item() instanceof PlanStatement statement) {
      done.add(statement);
    }
  }

  /** The statement, in the names of the new base; asks where it cannot stand there. */
  void write(PlanStatement statement) {
    Side moved = merged.copy();
    try {
      moved.apply(statement, later, ours);
      merged = moved;
      add(statement, List.of());
    } catch (PlanFault fault) {
      String last = other.who(side -> "");
      ask(
          "After "
              + last
              + " this does not fit any more: "
              + fault.getMessage()
              + ". How does it go on?",
          List.of(statement),
          List.of());
    }
  }

  /**
   * Asks. The new base goes along the first choice, if that fits.
   *
   * @param comment what the other branch did, what this one does, and the question
   */
  void ask(String comment, List<PlanStatement> either, List<PlanStatement> or) {
    Side moved = merged.copy();
    try {
      for (int i = 0; i < either.size(); i++) {
        List<PlanStatement> rest = new ArrayList<>(either.subList(i + 1, either.size()));
        rest.addAll(later);
        moved.apply(either.get(i), rest, ours);
      }
      merged = moved;
    } catch (PlanFault fault) {
      // Then a person has to edit the choice, and the snapshot is computed again.
    }
    questions++;
    add(new Choice(either, or), List.of(comment));
  }

  /** An open question of this branch, with both of its choices moved. */
  void keep(Choice choice, Side reached) {
    merged = reached;
    add(choice, List.of());
  }

  /** The comments of a statement go to the first line it becomes. */
  private void add(PlanItem item, List<String> comment) {
    List<String> above = new ArrayList<>(written ? List.of() : line.above());
    above.addAll(comment);
    Optional<String> beside = written || item instanceof Choice ? Optional.empty() : line.beside();
    lines.add(new PlanLine(item, above, beside, written ? List.of() : line.below()));
    written = true;
  }
}
