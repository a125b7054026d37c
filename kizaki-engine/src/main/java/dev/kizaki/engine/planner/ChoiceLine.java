package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Converts between the first side of a choice, with the questions inside it, and lines. */
final class ChoiceLine {
  private ChoiceLine() {}

  /** A choice that asks about the renames. Of the lines, only the questions are kept. */
  static PlanLine of(
      Collection<OpenRename> renames, List<PlanLine> either, List<PlanStatement> or) {
    List<RenameQuestion> inside =
        either.stream()
            .filter(line -> line.item() instanceof Choice)
            .map(ChoiceLine::question)
            .toList();
    return PlanLine.asking(
        new Choice(either.stream().map(PlanLine::item).toList(), or),
        Optional.of(new RenameQuestion(List.copyOf(renames), inside)));
  }

  /** The question of a choice that the planner made. */
  static RenameQuestion question(PlanLine choice) {
    return (RenameQuestion) choice.question().orElseThrow();
  }

  /** The first side of a choice that the planner made, each choice with its question. */
  static List<PlanLine> either(PlanLine line) {
    Iterator<RenameQuestion> inside = question(line).inside().iterator();
    List<PlanLine> either = new ArrayList<>();
    for (PlanItem item : ((Choice) line.item()).either()) {
      either.add(
          PlanLine.asking(
              item, item instanceof Choice ? Optional.of(inside.next()) : Optional.empty()));
    }
    return either;
  }
}
