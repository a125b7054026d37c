package dev.kizaki.engine.project;

import dev.kizaki.engine.phase.PlanPhases;
import dev.kizaki.engine.phase.UndividedPlan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.postgres.CompatibilityViews;
import dev.kizaki.engine.postgres.ObjectGains;
import dev.kizaki.engine.postgres.PhaseGenerator;
import dev.kizaki.engine.postgres.StagedOrder;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.CompatibilityView;
import dev.kizaki.engine.sql.PrintedForm;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlPhases;
import dev.kizaki.engine.sql.SqlStep;
import java.util.List;

/**
 * Writes the SQL of the phases of a migration.
 *
 * @param schema the PostgreSQL schema that holds the tables
 * @param names the naming rules of the migration's snapshot
 * @param whole the migration as it is applied without phases
 */
public record PhaseSql(String schema, DatabaseNames names, SqlMigration whole) {
  /**
   * Writes the SQL.
   *
   * @param before the shape before the first phase
   * @param middle the shape before the second phase
   * @param after the shape after it
   * @throws UndividedPlan if a statement cannot be carried out in two phases
   */
  public SqlPhases of(Shape before, PlanPhases plan, Shape middle, Shape after) {
    PhaseGenerator generator = new PhaseGenerator(schema, names, whole.name());
    List<CompatibilityView> views = CompatibilityViews.of(middle, after, schema, names);
    PhaseGenerator.Expand expand =
        generator.expand(before, plan.expand(), plan.guarded(), views, plan.contract());
    expand.unguarded().stream()
        .findFirst()
        .ifPresent(
            statement -> {
              throw new UndividedPlan(
                  statement,
                  "no trigger can compute the value of the rows that the old version writes");
            });
    return new SqlPhases(
        migration(expand.steps(), List.of(), before, plan.expand())
            .withStagedOrder(
                StagedOrder.of(
                    before, plan.expand(), schema, names, ofStatements(expand, plan.expand()))),
        expand.guarded(),
        migration(
            generator.contract(middle, plan.contract(), views, expand.removal()),
            whole.forms(),
            middle,
            plan.contract()),
        views,
        plan.twoColumns());
  }

  private SqlMigration migration(
      List<SqlStep> steps, List<PrintedForm> forms, Shape before, List<PlanStatement> statements) {
    return new SqlMigration(
        whole.number(),
        whole.name(),
        whole.digest(),
        whole.parent(),
        steps,
        forms,
        ObjectGains.of(before, statements),
        List.of());
  }

  /** The steps without those that make views. */
  private static List<SqlStep> ofStatements(
      PhaseGenerator.Expand expand, List<PlanStatement> statements) {
    return expand.steps().stream()
        .filter(step -> step.cause().ordinal() < statements.size())
        .toList();
  }
}
