package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultRules;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Fit;
import dev.kizaki.engine.shape.LiteralRules;
import dev.kizaki.engine.shape.ShapeView;
import java.util.Optional;

/** Checks the values that statements give to fields, as far as they are written down. */
final class FittingValues {
  private FittingValues() {}

  /** A field's default; a reference to an entity that is yet to come has no type to hold it to. */
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
            throw new PlanFault(entity + "." + field.name() + " is required and cannot be null");
          }
        });
  }

  private static <V extends DefaultValue> void refuse(String entity, Field field, Fit<V> fit) {
    if (fit instanceof Fit.Misfit<V> misfit) {
      throw new PlanFault(
          entity
              + "."
              + field.name()
              + ": "
              + misfit.problem()
              + misfit.hint().map(hint -> "; " + hint).orElse(""));
    }
  }
}
