package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.planner.UnusedAnswer;
import java.util.List;
import java.util.Objects;

/**
 * The plan from a base to the schema, with what was kept of a draft.
 *
 * @param asItStands whether this is the draft itself, unchanged
 * @param head comments before the plan
 * @param foot comments after the plan
 * @param lost what the draft contained and the plan does not contain, one line for each
 * @param unused given answers that answer no question of the plan
 */
public record PlannedMigration(
    PlannerResult plan,
    boolean asItStands,
    List<String> head,
    List<String> foot,
    List<String> lost,
    List<UnusedAnswer> unused) {
  public PlannedMigration {
    Objects.requireNonNull(plan, "plan");
    head = List.copyOf(head);
    foot = List.copyOf(foot);
    lost = List.copyOf(lost);
    unused = List.copyOf(unused);
  }

  /** Whether base and schema are the same, so that the plan has no lines. */
  public boolean isEmpty() {
    return plan.lines().isEmpty();
  }

  /** The text of the plan file for a migration with this name. */
  public String text(String migration) {
    StringBuilder text = new StringBuilder();
    head.forEach(line -> text.append(PlanPrinter.comment(line)).append('\n'));
    text.append(PlanPrinter.print(new Plan(migration, plan.lines())));
    foot.forEach(line -> text.append(PlanPrinter.comment(line)).append('\n'));
    return text.toString();
  }
}
