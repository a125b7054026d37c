package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import java.util.List;
import java.util.Optional;

/** What can be said about a field, one thing independent of the other. */
enum Attribute {
  TYPE("type"),
  ON_DELETE("onDelete"),
  NULLABLE("nullability"),
  DEFAULT("default");

  private final String word;

  Attribute(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /**
   * The attribute of a field, with things in the place of names: equal on two sides if it means the
   * same there.
   */
  Object of(Side side, Field field) {
    return switch (this) {
      case TYPE -> type(side, field.type());
      case ON_DELETE -> field.reference().map(FieldType.Reference::onDelete);
      case NULLABLE -> field.nullable();
      case DEFAULT -> field.defaultValue().map(value -> defaultOf(side, field, value));
    };
  }

  private static Object type(Side side, FieldType type) {
    if (type instanceof FieldType.Reference reference) {
      return List.of(
          "reference",
          side.field(reference.entity(), reference.field())
              .<Object>map(thing -> thing)
              .orElseGet(type::text));
    }
    if (type instanceof FieldType.OfEnum ofEnum) {
      return List.of(
          "enum",
          side.enumType(ofEnum.name()).<Object>map(thing -> thing).orElseGet(type::text),
          ofEnum.array());
    }
    return type;
  }

  private static Object defaultOf(Side side, Field field, DefaultValue value) {
    if (value instanceof DefaultValue.EnumValue enumValue) {
      Optional<Thing> thing = field.enumName().flatMap(name -> side.value(name, enumValue.value()));
      return thing.<Object>map(found -> found).orElse(value);
    }
    return value;
  }

  /** The field with this attribute of another one. */
  Field copied(Field from, Field to) {
    return switch (this) {
      case TYPE -> to.withType(typeOf(from.type(), to.type()));
      case ON_DELETE -> to.withType(withOnDelete(from.type(), to.type()));
      case NULLABLE -> new Field(to.name(), to.type(), from.nullable(), to.defaultValue());
      case DEFAULT -> to.withDefault(from.defaultValue());
    };
  }

  /** What happens on delete is another attribute, unless there was none before. */
  private static FieldType typeOf(FieldType from, FieldType to) {
    return from instanceof FieldType.Reference wanted && to instanceof FieldType.Reference present
        ? new FieldType.Reference(wanted.entity(), wanted.field(), present.onDelete())
        : from;
  }

  private static FieldType withOnDelete(FieldType from, FieldType to) {
    return from instanceof FieldType.Reference wanted && to instanceof FieldType.Reference present
        ? new FieldType.Reference(present.entity(), present.field(), wanted.onDelete())
        : to;
  }
}
