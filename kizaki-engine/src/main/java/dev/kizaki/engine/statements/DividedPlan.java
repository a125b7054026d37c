package dev.kizaki.engine.statements;

import dev.kizaki.engine.phase.PlanPhases;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.SqlPhases;
import java.util.List;
import java.util.Objects;

/**
 * A migration of a deploy, divided into its phases.
 *
 * @param migration its name
 * @param written the statements of its plan
 * @param names the naming rules of its snapshot
 * @param before the shape before the plan, with the first phases of earlier migrations
 * @param middle the shape before the second phase
 * @param after the shape after the migration as it is applied without phases
 * @param sql written for the schema of the copies
 */
public record DividedPlan(
    String migration,
    List<PlanStatement> written,
    DatabaseNames names,
    Shape before,
    PlanPhases phases,
    Shape middle,
    Shape after,
    SqlPhases sql) {
  public DividedPlan {
    Objects.requireNonNull(migration, "migration");
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(phases, "phases");
    Objects.requireNonNull(middle, "middle");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(sql, "sql");
    written = List.copyOf(written);
  }

  static DividedPlan of(DeployPlan.Part part) {
    return new DividedPlan(
        part.migration().name(),
        part.migration().plan().statements(),
        new DatabaseNames(part.migration().snapshot().naming()),
        part.before(),
        part.plan(),
        part.middle(),
        part.migration().snapshot().shape(),
        part.sql());
  }
}
