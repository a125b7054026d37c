package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.planner.PlanDraft;
import dev.kizaki.engine.planner.UnheardAnswer;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The plan from a base to the schema, with what was kept of a draft.
 *
 * @param asItStands whether this is the draft itself, not a line of it touched
 * @param head comments over the plan
 * @param foot comments behind it
 * @param lost what the draft held and the plan does not, to be said, a line each
 * @param unused given answers that answer no question of the plan
 * @param ownSlugs what a draft with this change is called if nobody gave it a name
 */
public record Planned(
    PlanDraft plan,
    boolean asItStands,
    List<String> head,
    List<String> foot,
    List<String> lost,
    List<UnheardAnswer> unused,
    Set<String> ownSlugs) {
  public Planned {
    Objects.requireNonNull(plan, "plan");
    head = List.copyOf(head);
    foot = List.copyOf(foot);
    lost = List.copyOf(lost);
    unused = List.copyOf(unused);
    ownSlugs = Set.copyOf(ownSlugs);
  }

  /** Whether there is nothing to do between base and schema. */
  public boolean isEmpty() {
    return plan.lines().isEmpty();
  }

  /** The plan file, if the plan is written under this name. */
  public String text(String migration) {
    StringBuilder text = new StringBuilder();
    head.forEach(line -> text.append(PlanPrinter.comment(line)).append('\n'));
    text.append(PlanPrinter.print(new Plan(migration, plan.lines())));
    foot.forEach(line -> text.append(PlanPrinter.comment(line)).append('\n'));
    return text.toString();
  }
}
