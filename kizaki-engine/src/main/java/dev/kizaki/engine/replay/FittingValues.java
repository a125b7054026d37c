package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultRules;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Fit;
import dev.kizaki.engine.shape.LiteralRules;
import dev.kizaki.engine.shape.ShapeView;
import java.util.Optional;

/**
 * Checks the literal values that statements give to fields. Values that are SQL expressions are not
 * checked.
 */
final class FittingValues {
  private FittingValues() {}

  /**
   * Checks the default of a field. It is not checked if the field refers to an entity that is added
   * later, because its type is not known yet.
   */
  static void defaultOf(ShapeView shape, String entity, Field field) {
    if (field.defaultValue().isPresent() && shape.columnType(field.type()).isPresent()) {
      refuse(
          entity,
          field,
          DefaultRules.fit(
              shape, field.type(), field.nullable(), field.defaultValue().orElseThrow()));
    }
  }

  static void value(ShapeView shape, String entity, Field field, Optional<PlanValue> value) {
    value.ifPresent(
        given -> {
          if (given instanceof PlanValue.Literal literal) {
            refuse(entity, field, LiteralRules.fit(shape, field.type(), literal.value()));
          } else if (given instanceof PlanValue.Null && !field.nullable()) {
            throw new PlanFault(
                "%s.%s is required and cannot be null".formatted(entity, field.name()));
          }
        });
  }

  private static <V extends DefaultValue> void refuse(String entity, Field field, Fit<V> fit) {
    if (fit instanceof Fit.Mismatch<V> mismatch) {
      throw new PlanFault(
          "%s.%s: %s%s"
              .formatted(
                  entity,
                  field.name(),
                  mismatch.problem(),
                  mismatch.hint().map("; %s"::formatted).orElse("")));
    }
  }
}
