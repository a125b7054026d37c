package dev.kizaki.engine.draft;

import static dev.kizaki.engine.draft.HandWrittenStatements.isAboutRows;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;

/**
 * Whether a plan executes the statements over rows in the order of the draft: after the statements
 * that were before them in the draft, and before those that were after them.
 */
final class RowStatementOrder {
  private static final int ABSENT = -1;

  private RowStatementOrder() {}

  static boolean isKept(HandWrittenStatements statements, List<PlanLine> plan) {
    List<PlanStatement> old = HandWrittenStatements.statements(statements.draft().plan().lines());
    return statements.overRows().stream().allMatch(row -> isKept(row, old, plan));
  }

  private static boolean isKept(PlanStatement row, List<PlanStatement> old, List<PlanLine> plan) {
    int rowNow = placeOf(row, plan);
    int rowThen = old.indexOf(row);
    for (int otherThen = 0; otherThen < old.size(); otherThen++) {
      PlanStatement other = old.get(otherThen);
      int otherNow = isAboutRows(other) ? rowNow : placeOf(other, plan);
      if (otherNow != ABSENT
          && otherNow != rowNow
          && (otherThen < rowThen) != (otherNow < rowNow)) {
        return false;
      }
    }
    return true;
  }

  /** The place of the statement, or else of the first line about the same element. */
  private static int placeOf(PlanStatement statement, List<PlanLine> plan) {
    int alike = ABSENT;
    for (int i = 0; i < plan.size(); i++) {
      if (plan.get(i).item().equals(statement)) {
        return i;
      }
      if (alike == ABSENT
          && !isAboutRows(statement)
          && plan.get(i).item().elements().contains(statement.elementAfter())) {
        alike = i;
      }
    }
    return alike;
  }
}
