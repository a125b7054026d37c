package dev.kizaki.engine.proof;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NameTable;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.Shape;

/** Applies a plan file to a shape. An error message names the line of the file. */
public final class PlanReplay {
  private PlanReplay() {}

  /**
   * Returns the shape that a plan leads to, with the first side of each open choice.
   *
   * @param latest whether it is the plan of the latest migration, which can be planned again
   * @throws Refusal if a statement is invalid at its position, or the final shape is not a valid
   *     schema
   */
  public static Shape run(Shape before, PlanText text, boolean latest) {
    Plan plan = text.plan();
    Replay replay = new Replay(before, plan.statements(Decision.EITHER));
    for (int i = 0; i < plan.lines().size(); i++) {
      for (PlanStatement statement : plan.lines().get(i).item().statements(Decision.EITHER)) {
        try {
          replay.prove(statement);
        } catch (PlanFault fault) {
          throw new Refusal(
              RefusalCode.STATEMENT_INVALID,
              """
              %s: %s.
                %s
              Correct the statement%s\
              """
                  .formatted(
                      text.spans().get(i).place(),
                      fault.getMessage(),
                      firstLine(StatementText.of(statement)),
                      startAgain(text, latest)));
        }
      }
    }
    try {
      Shape reached = replay.finish();
      requireDifferentNames(reached, text, latest);
      return reached;
    } catch (PlanFault fault) {
      throw new Refusal(
          RefusalCode.PLAN_INCOMPLETE,
          """
          %s: %s.
          Add the missing statement%s\
          """
              .formatted(text.source().name(), fault.getMessage(), startAgain(text, latest)));
    }
  }

  /** Recorded names can be those of other elements; derived ones were compared by the compiler. */
  private static void requireDifferentNames(Shape reached, PlanText text, boolean latest) {
    if (reached.entities().stream().noneMatch(RecordedNames::hasNames)) {
      return;
    }
    NameTable.collisions(reached, DatabaseNames.CURRENT).stream()
        .findFirst()
        .ifPresent(
            collision -> {
              throw new Refusal(
                  RefusalCode.PLAN_INCOMPLETE,
                  """
                  %s: %s.
                  Give one of them another name%s\
                  """
                      .formatted(text.source().name(), collision.text(), startAgain(text, latest)));
            });
  }

  /** Returns a statement as messages print it: its first line. */
  static String firstLine(String statement) {
    int end = statement.indexOf('\n');
    return end < 0 ? statement : statement.substring(0, end) + " … }";
  }

  private static String startAgain(PlanText text, boolean latest) {
    return latest
        ? " or, if no database has applied %s, delete its directory and run `mvn kizaki:plan`."
            .formatted(text.plan().migration())
        : ", or restore the file with `git checkout -- %s`.".formatted(text.source().name());
  }
}
