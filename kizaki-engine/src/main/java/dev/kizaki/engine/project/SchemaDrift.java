package dev.kizaki.engine.project;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.shape.Shape;
import java.util.List;

/** How a schema is ahead of its history, in words. */
public final class SchemaDrift {
  public static final String AHEAD = "Source schema is ahead of committed history.";
  public static final String WAY_ON = "Run `mvn kizaki:plan` to continue.";

  private SchemaDrift() {}

  /** The statements that {@code plan} would write after the latest migration. */
  public static List<String> statements(CommittedHistory history, Shape source) {
    return PlanPrinter.items(
        new Plan(
            "",
            Planner.plan(
                    history.shape(),
                    source,
                    Answers.none(),
                    List.of(),
                    history.migrations().isEmpty())
                .lines()));
  }
}
