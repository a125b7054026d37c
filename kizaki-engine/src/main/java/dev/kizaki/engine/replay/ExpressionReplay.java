package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.GeneratedRules;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.Optional;

/** Checks the values of fields that are SQL expressions. */
final class ExpressionReplay {
  private ExpressionReplay() {}

  /** Checks that the default of a field names no column. */
  static void defaultOf(Entity entity, Field field) {
    field
        .defaultValue()
        .filter(DefaultValue.Expression.class::isInstance)
        .flatMap(
            value ->
                EntityExpressions.columnIn(
                    entity, ((DefaultValue.Expression) value).expression().text()))
        .ifPresent(
            column -> {
              throw new PlanFault(
                  """
                  the default of %s.%s names the column %s; write generated(sql("…")) for a value \
                  that is computed from other columns\
                  """
                      .formatted(entity.name(), field.name(), column));
            });
  }

  /** Checks that a statement writes no value to a generated field. */
  static void notWritten(String entity, Field field, Optional<PlanValue> value) {
    if (field.isGenerated() && value.isPresent()) {
      throw new PlanFault(
          "%s.%s is generated, so that no value can be written to it; remove the value"
              .formatted(entity, field.name()));
    }
  }

  /** Checks that an update writes no value that PostgreSQL refuses. */
  static void mayBeUpdated(String entity, Field field, PlanValue value) {
    notWritten(entity, field, Optional.of(value));
    if (field.isAlwaysIdentity()) {
      throw new PlanFault(
          "%s.%s is autoincrement(always), so that no other number can be written to it; remove the"
                  .formatted(entity, field.name())
              + " assignment");
    }
  }

  /** Checks what must be true of generated fields at the end of a plan. */
  static void complete(ShapeView shape) {
    shape.entities().stream()
        .flatMap(entity -> GeneratedRules.firstOf(entity).stream())
        .findFirst()
        .ifPresent(
            problem -> {
              throw new PlanFault("%s; %s".formatted(problem.text(), problem.hint()));
            });
  }
}
