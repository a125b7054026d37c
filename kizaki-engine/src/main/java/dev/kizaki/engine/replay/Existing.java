package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.inspire.source.DidYouMean;
import java.util.Collection;

/**
 * Finds the elements that a statement names. If an element does not exist at this point of the
 * plan, the exception states that and suggests a similar name.
 */
final class Existing {
  private Existing() {}

  static Entity entity(ShapeView shape, String name) {
    return shape
        .entity(name)
        .orElseThrow(
            () ->
                missing(
                    "there is no entity %s".formatted(name),
                    name,
                    shape.entities().stream().map(Entity::name).toList()));
  }

  static Field field(Entity entity, String name) {
    return entity
        .field(name)
        .orElseThrow(
            () ->
                missing(
                    "there is no field %s.%s".formatted(entity.name(), name),
                    name,
                    entity.fields().stream().map(Field::name).toList()));
  }

  static EnumType enumType(ShapeView shape, String name) {
    return shape
        .enumType(name)
        .orElseThrow(
            () ->
                missing(
                    "there is no enum %s".formatted(name),
                    name,
                    shape.enums().stream().map(EnumType::name).toList()));
  }

  static DeclaredSequence sequence(ShapeView shape, String name) {
    return shape
        .sequence(name)
        .orElseThrow(
            () ->
                missing(
                    "there is no sequence %s".formatted(name),
                    name,
                    shape.sequences().stream().map(DeclaredSequence::name).toList()));
  }

  static SqlObject object(ShapeView shape, String name) {
    return shape
        .object(name)
        .orElseThrow(
            () ->
                missing(
                    "there is no object %s".formatted(name),
                    name,
                    shape.objects().stream().map(SqlObject::name).toList()));
  }

  /** Checks that what an object uses exists. */
  static void used(ShapeView shape, String name) {
    if (!shape.has(name)) {
      throw missing(
          "there is nothing called %s that an object can use".formatted(name),
          name,
          shape.names().toList());
    }
  }

  static void value(EnumType enumType, String value) {
    if (!enumType.values().contains(value)) {
      throw missing(
          "there is no value %s.%s".formatted(enumType.name(), value), value, enumType.values());
    }
  }

  /**
   * Checks that a name is free among entities, system entities, enums, sequences and objects, which
   * share one namespace.
   */
  static void requireFree(ShapeView shape, String name) {
    if (shape.entity(name).isPresent() || shape.systemEntity(name).isPresent()) {
      throw new PlanFault(
          "there is an entity %s already at this point of the plan".formatted(name));
    }
    if (shape.enumType(name).isPresent()) {
      throw new PlanFault("there is an enum %s already at this point of the plan".formatted(name));
    }
    if (shape.sequence(name).isPresent()) {
      throw new PlanFault(
          "there is a sequence %s already at this point of the plan".formatted(name));
    }
    if (shape.object(name).isPresent()) {
      throw new PlanFault(
          "there is an object %s already at this point of the plan".formatted(name));
    }
  }

  /** Checks that the enum of the field's type and the sequence of its default exist. */
  static void typeOf(ShapeView shape, Field field) {
    if (field.type() instanceof FieldType.OfEnum ofEnum) {
      enumType(shape, ofEnum.name());
    }
    field.sequenceName().ifPresent(name -> sequence(shape, name));
  }

  private static PlanFault missing(String what, String name, Collection<String> known) {
    return new PlanFault(
        DidYouMean.nearest(name, known)
            .map(
                nearest ->
                    "%s at this point of the plan; did you mean %s?".formatted(what, nearest))
            .orElseGet(() -> "%s at this point of the plan".formatted(what)));
  }
}
