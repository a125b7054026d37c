package dev.kizaki.engine.shape;

import java.util.Objects;

/** The type of a field, without its nullability. */
public sealed interface FieldType {
  /** A built-in type, or a native array of it ({@code json[]} is one jsonb value). */
  record Simple(Scalar scalar, boolean array) implements FieldType {
    public Simple {
      Objects.requireNonNull(scalar, "scalar");
    }
  }

  /**
   * {@code decimal(precision, scale)}.
   *
   * @param precision digits in all, 1 to 1000 (PostgreSQL documentation, section 8.1.2)
   * @param scale digits after the point, 0 to precision
   */
  record Decimal(int precision, int scale, boolean array) implements FieldType {}

  /** An enum of the schema. */
  record OfEnum(String name, boolean array) implements FieldType {
    public OfEnum {
      Objects.requireNonNull(name, "name");
    }
  }

  /** {@code Entity.field}: the column takes the type of the referenced column. */
  record Reference(String entity, String field, OnDelete onDelete) implements FieldType {
    public Reference {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(onDelete, "onDelete");
    }
  }

  static FieldType of(Scalar scalar) {
    return new Simple(scalar, false);
  }

  /** Whether the type is an array in the schema's words. */
  default boolean isArray() {
    return this instanceof Simple simple && simple.array
        || this instanceof Decimal decimal && decimal.array
        || this instanceof OfEnum ofEnum && ofEnum.array;
  }

  /** The type as Inspire writes it, without {@code ?}: {@code string[]}, {@code User.id}. */
  default String text() {
    String suffix = isArray() ? "[]" : "";
    if (this instanceof Simple simple) {
      return simple.scalar.word() + suffix;
    }
    if (this instanceof Decimal decimal) {
      return "decimal(" + decimal.precision + ", " + decimal.scale + ")" + suffix;
    }
    if (this instanceof OfEnum ofEnum) {
      return ofEnum.name + suffix;
    }
    Reference reference = (Reference) this;
    return reference.entity + "." + reference.field;
  }
}
