package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import java.util.List;
import java.util.Optional;

/** A property of a field that can be changed without changing the others. */
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
   * The value of the attribute, with identities instead of names, so that two branches can be
   * compared.
   */
  Object of(BranchState state, Field field) {
    return switch (this) {
      case TYPE -> type(state, field.type());
      case ON_DELETE -> field.reference().map(FieldType.Reference::onDelete);
      case NULLABLE -> field.nullable();
      case DEFAULT -> field.defaultValue().map(value -> defaultOf(state, field, value));
    };
  }

  private static Object type(BranchState state, FieldType type) {
    if (type instanceof FieldType.Reference reference) {
      return List.of(
          "reference",
          state
              .field(reference.entity(), reference.field())
              .<Object>map(element -> element)
              .orElseGet(type::text));
    }
    if (type instanceof FieldType.OfEnum ofEnum) {
      return List.of(
          "enum",
          state.enumType(ofEnum.name()).<Object>map(element -> element).orElseGet(type::text),
          ofEnum.array());
    }
    return type;
  }

  private static Object defaultOf(BranchState state, Field field, DefaultValue value) {
    if (value instanceof DefaultValue.EnumValue enumValue) {
      Optional<ElementId> element =
          field.enumName().flatMap(name -> state.value(name, enumValue.value()));
      return element.<Object>map(found -> found).orElse(value);
    }
    return value;
  }

  /** The second field with this attribute of the first one. */
  Field copied(Field from, Field to) {
    return switch (this) {
      case TYPE -> to.withType(typeOf(from.type(), to.type()));
      case ON_DELETE -> to.withType(withOnDelete(from.type(), to.type()));
      case NULLABLE -> to.withNullable(from.nullable());
      case DEFAULT -> to.withDefault(from.defaultValue());
    };
  }

  /** The type without {@code onDelete}, which is an attribute of its own. */
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
