package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.plan.RowStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;

/** Whether the rest of a plan takes back what its start does, instead of adding to it. */
final class Reversal {
  private Reversal() {}

  static boolean isNone(List<PlanStatement> start, List<PlanLine> rest) {
    return start.stream()
        .filter(statement -> !(statement instanceof RowStatement))
        .noneMatch(
            statement -> rest.stream().anyMatch(line -> isTakenBack(statement, line.item())));
  }

  private static boolean isTakenBack(PlanStatement statement, PlanItem later) {
    boolean isOnlyChanged =
        statement instanceof RenameStatement
            && later instanceof PlanStatement other
            && other.verb() == Verb.CHANGE;
    return !isOnlyChanged
        && later.elements().stream().anyMatch(element -> concerns(element, statement, later));
  }

  private static boolean concerns(SchemaElement element, PlanStatement statement, PlanItem later) {
    if (statement.elements().contains(element)) {
      return true;
    }
    boolean isAddition = later instanceof PlanStatement other && other.verb() == Verb.ADD;
    return statement.verb() == Verb.ADD
        && !isAddition
        && element instanceof NamedElement named
        && statement.element().equals(named.root());
  }
}
