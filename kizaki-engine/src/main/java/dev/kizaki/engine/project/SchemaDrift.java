package dev.kizaki.engine.project;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.shape.Shape;
import java.util.List;

/** The messages about a schema that is ahead of its history. */
public final class SchemaDrift {
  public static final String AHEAD = "Source schema is ahead of committed history.";
  public static final String NEXT_STEP = "Run `mvn kizaki:plan` to continue.";

  private SchemaDrift() {}

  /** The statements that {@code plan} would write after the latest migration. */
  public static List<String> statements(CommittedHistory history, Shape schema) {
    return PlanPrinter.items(
        new Plan(
            "",
            Planner.plan(
                    history.shape(),
                    schema,
                    Answers.none(),
                    List.of(),
                    history.migrations().isEmpty())
                .lines()));
  }
}
