package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The uniques of a plan that are dropped in the first phase, because it is proven that the old
 * version does not upsert on them. Others cannot be dropped in two phases.
 *
 * @param statements that drop a unique or a unique index
 */
public record EarlyDrops(Set<PlanStatement> statements) {
  /** Nothing is proven. */
  public static final EarlyDrops NONE = new EarlyDrops(Set.of());

  public EarlyDrops {
    statements = Set.copyOf(statements);
  }

  /** The statements of a plan that need such a proof. */
  public static List<PlanStatement> in(Collection<PlanStatement> plan) {
    return plan.stream()
        .filter(
            each ->
                each instanceof DropUnique
                    || each instanceof DropIndex drop && drop.index().unique())
        .toList();
  }

  StatementPhases phasesOf(PlanStatement statement, String noun) {
    return statements.contains(statement)
        ? StatementPhases.first(statement)
        : StatementPhases.refused(
            """
            the old version may rely on the %s when it inserts, and the new one on its absence; \
            -Dkizaki.statements=statements.sql names statements of the old version that prove that it \
            does not\
            """
                .formatted(noun));
  }
}
