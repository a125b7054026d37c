package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A plan that is carried out in two phases, so that the old and the new version of an application
 * can work at the same time between them. Each phase is a plan of its own. Together they lead where
 * the plan leads.
 *
 * @param expand the statements before the new version starts
 * @param guarded the indexes of those of them whose trigger stays until the second phase, from 0
 * @param meanwhile the shape between the phases, in which names in the database are the old ones
 * @param contract the statements after the old version has stopped
 * @param twoColumns {@link PhaseChoices#twoColumns}
 */
public record PlanPhases(
    List<PlanStatement> expand,
    SortedSet<Integer> guarded,
    Shape meanwhile,
    List<PlanStatement> contract,
    SortedSet<Integer> twoColumns) {
  public PlanPhases {
    expand = List.copyOf(expand);
    guarded = Collections.unmodifiableSortedSet(new TreeSet<>(guarded));
    Objects.requireNonNull(meanwhile, "meanwhile");
    contract = List.copyOf(contract);
    twoColumns = Collections.unmodifiableSortedSet(new TreeSet<>(twoColumns));
  }

  /**
   * Divides a plan.
   *
   * @param base the shape before the plan; if an earlier plan is between its phases, the shape
   *     there
   * @param plan the resolved plan
   * @param names the naming rules of the migration's snapshot
   * @throws UndividedPlan if a statement cannot be carried out in two phases
   */
  public static PlanPhases of(Shape base, List<PlanStatement> plan, DatabaseNames names) {
    return of(base, plan, names, PhaseChoices.NONE);
  }

  /**
   * Divides a plan.
   *
   * @param choices what is decided otherwise
   * @throws UndividedPlan if a statement cannot be carried out in two phases
   */
  public static PlanPhases of(
      Shape base, List<PlanStatement> plan, DatabaseNames names, PhaseChoices choices) {
    return new PlanDivider(base, plan, names, choices).phases();
  }
}
