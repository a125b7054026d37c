package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.PlanFault;
import java.util.List;

/**
 * The merged schema if the second option of one question is chosen, and the first option of all
 * others. It shows which statements after the question need its first option.
 */
final class SecondOption {
  /** The position of a question in the plan of an earlier migration. */
  private static final int EARLIER = -1;

  private final int line;
  private BranchState state;

  /**
   * @param line the position of the question among the lines of the plan
   * @param state the merged schema after the second option
   */
  SecondOption(int line, BranchState state) {
    this.line = line;
    this.state = state;
  }

  /** The same for the plans of the migrations that follow. */
  SecondOption inEarlierMigration() {
    return new SecondOption(EARLIER, state.copy());
  }

  boolean isInEarlierMigration() {
    return line == EARLIER;
  }

  int line() {
    return line;
  }

  /**
   * Applies statements, all or none.
   *
   * @param later the drops that follow in the same plan
   * @param ours our branch after the statements
   * @return whether they can be executed after the second option
   */
  boolean apply(List<PlanStatement> statements, List<PlanStatement> later, BranchState ours) {
    BranchState reached = state.copy();
    try {
      reached.applyAll(statements, later, ours);
    } catch (PlanFault fault) {
      return false;
    }
    state = reached;
    return true;
  }
}
