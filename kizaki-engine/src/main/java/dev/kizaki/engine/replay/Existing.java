package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.inspire.source.DidYouMean;
import java.util.Collection;

/** Finds what a statement names, or says that it is not there at this point of the plan. */
final class Existing {
  private Existing() {}

  static Entity entity(ShapeView shape, String name) {
    return shape
        .entity(name)
        .orElseThrow(
            () ->
                missing(
                    "there is no entity " + name,
                    name,
                    shape.entities().stream().map(Entity::name).toList()));
  }

  static Field field(Entity entity, String name) {
    return entity
        .field(name)
        .orElseThrow(
            () ->
                missing(
                    "there is no field " + entity.name() + "." + name,
                    name,
                    entity.fields().stream().map(Field::name).toList()));
  }

  static EnumType enumType(ShapeView shape, String name) {
    return shape
        .enumType(name)
        .orElseThrow(
            () ->
                missing(
                    "there is no enum " + name,
                    name,
                    shape.enums().stream().map(EnumType::name).toList()));
  }

  static void value(EnumType enumType, String value) {
    if (!enumType.values().contains(value)) {
      throw missing("there is no value " + enumType.name() + "." + value, value, enumType.values());
    }
  }

  /** Checks that a name of the schema's one name space is not taken. */
  static void free(ShapeView shape, String name) {
    if (shape.entity(name).isPresent() || shape.systemEntity(name).isPresent()) {
      throw new PlanFault("there is an entity " + name + " already at this point of the plan");
    }
    if (shape.enumType(name).isPresent()) {
      throw new PlanFault("there is an enum " + name + " already at this point of the plan");
    }
  }

  /** Checks that the enum of a field's type is there. */
  static void typeOf(ShapeView shape, Field field) {
    if (field.type() instanceof FieldType.OfEnum ofEnum) {
      enumType(shape, ofEnum.name());
    }
  }

  private static PlanFault missing(String what, String name, Collection<String> known) {
    return new PlanFault(
        what
            + " at this point of the plan"
            + DidYouMean.nearest(name, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse(""));
  }
}
