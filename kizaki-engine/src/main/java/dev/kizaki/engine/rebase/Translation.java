package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says in the names of one side what was said in the names of another. A thing that is not there
 * any more keeps its name, and is noted: it has to come back before the words make sense.
 */
final class Translation {
  private final Side from;
  private final Side to;
  private final Set<Thing> missing = new LinkedHashSet<>();

  Translation(Side from, Side to) {
    this.from = from;
    this.to = to;
  }

  /** What was named so far and is not on the other side. */
  Set<Thing> missing() {
    return missing;
  }

  String entity(String name) {
    return name(from.entity(name), name);
  }

  String enumType(String name) {
    return name(from.enumType(name), name);
  }

  /** A field's name without its entity's. */
  String field(String entity, String field) {
    return name(from.field(entity, field), field);
  }

  /** A value's name without its enum's. */
  String value(String enumName, String value) {
    return name(from.value(enumName, value), value);
  }

  /** What the side itself does not know, such as what comes later in its plan, keeps its name. */
  private String name(Optional<Thing> thing, String name) {
    if (thing.isEmpty()) {
      return name;
    }
    if (to.has(thing.get())) {
      return to.name(thing.get());
    }
    missing.add(thing.get());
    return name;
  }

  /** Type and default of a field, under the name it has here. */
  Field definition(Field field) {
    FieldType type = type(field.type());
    return new Field(
        field.name(),
        type,
        field.nullable(),
        field.defaultValue().map(value -> defaultOf(field, value)));
  }

  private FieldType type(FieldType type) {
    if (type instanceof FieldType.Reference reference) {
      return new FieldType.Reference(
          entity(reference.entity()),
          field(reference.entity(), reference.field()),
          reference.onDelete());
    }
    return type instanceof FieldType.OfEnum ofEnum
        ? new FieldType.OfEnum(enumType(ofEnum.name()), ofEnum.array())
        : type;
  }

  private DefaultValue defaultOf(Field field, DefaultValue value) {
    return value instanceof DefaultValue.Literal literal ? literal(field, literal) : value;
  }

  private DefaultValue.Literal literal(Field field, DefaultValue.Literal value) {
    return value instanceof DefaultValue.EnumValue enumValue
        ? field
            .enumName()
            .<DefaultValue.Literal>map(
                name -> new DefaultValue.EnumValue(value(name, enumValue.value())))
            .orElse(value)
        : value;
  }

  /** A value that rows of the field get. */
  PlanValue given(Field field, PlanValue value) {
    return value instanceof PlanValue.Literal literal
        ? new PlanValue.Literal(literal(field, literal.value()))
        : value;
  }

  Optional<PlanValue> given(Field field, Optional<PlanValue> value) {
    return value.map(each -> given(field, each));
  }

  /** An entity as a whole; its own fields keep their names where they are new. */
  Entity entity(Entity entity) {
    String name = entity.name();
    return new Entity(
        entity(name),
        entity.fields().stream()
            .map(each -> definition(each).withName(field(name, each.name())))
            .toList(),
        entity.key().map(key -> new Key(group(name, key))),
        entity.uniques().stream().map(each -> new Unique(group(name, each))).toList(),
        entity.indexes().stream().map(each -> new Index(group(name, each))).toList());
  }

  EnumType enumType(EnumType enumType) {
    return new EnumType(
        enumType(enumType.name()),
        enumType.values().stream().map(value -> value(enumType.name(), value)).toList());
  }

  List<String> group(String entity, FieldGroup group) {
    return group.fields().stream().map(field -> field(entity, field)).toList();
  }
}
