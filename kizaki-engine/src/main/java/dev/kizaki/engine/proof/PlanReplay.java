package dev.kizaki.engine.proof;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;

/** Runs a plan file over a shape, and says where in the file it cannot go on. */
public final class PlanReplay {
  private PlanReplay() {}

  /**
   * The shape that a plan leads to, with the first choice of each open block.
   *
   * @throws Refusal when a statement cannot stand where it stands, or what is reached is no schema
   */
  public static Shape run(Shape before, PlanText text) {
    Plan plan = text.plan();
    Replay replay = new Replay(before, plan.statements(Decision.EITHER));
    for (int i = 0; i < plan.lines().size(); i++) {
      for (PlanStatement statement : plan.lines().get(i).item().statements(Decision.EITHER)) {
        try {
          replay.apply(statement);
        } catch (PlanFault fault) {
          throw new Refusal(
              text.spans().get(i).place()
                  + ": "
                  + fault.getMessage()
                  + ".\n  "
                  + firstLine(StatementText.of(statement))
                  + "\nMend the statement, or "
                  + startAgain(plan));
        }
      }
    }
    try {
      return replay.finish();
    } catch (PlanFault fault) {
      throw new Refusal(
          text.source().name()
              + ": "
              + fault.getMessage()
              + ".\nAdd the statement that is missing, or "
              + startAgain(plan));
    }
  }

  /** A statement as messages print it. */
  static String firstLine(String statement) {
    int end = statement.indexOf('\n');
    return end < 0 ? statement : statement.substring(0, end) + " … }";
  }

  private static String startAgain(Plan plan) {
    return "if no database has applied "
        + plan.migration()
        + ", delete its directory and run `mvn kizaki:plan`.";
  }
}
