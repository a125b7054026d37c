package dev.kizaki.engine.shape;

import java.util.Objects;

/** The type of a field, without its nullability. */
public sealed interface FieldType {
  /** A built-in type, or a native array of it ({@code json[]} is one jsonb value). */
  record Simple(Scalar scalar, boolean array) implements FieldType {
    public Simple {
      Objects.requireNonNull(scalar, "scalar");
    }

    @Override
    public boolean isArray() {
      return array;
    }

    @Override
    public String text() {
      return scalar.word() + (array ? "[]" : "");
    }
  }

  /**
   * {@code decimal(precision, scale)}.
   *
   * @param precision digits in all, 1 to 1000 (PostgreSQL documentation, section 8.1.2)
   * @param scale digits after the point, 0 to precision
   */
  record Decimal(int precision, int scale, boolean array) implements FieldType {
    @Override
    public boolean isArray() {
      return array;
    }

    @Override
    public String text() {
      return "decimal(" + precision + ", " + scale + ")" + (array ? "[]" : "");
    }
  }

  /** An enum of the schema. */
  record OfEnum(String name, boolean array) implements FieldType {
    public OfEnum {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public boolean isArray() {
      return array;
    }

    @Override
    public String text() {
      return name + (array ? "[]" : "");
    }
  }

  /** {@code Entity.field}: the column takes the type of the referenced column. */
  record Reference(String entity, String field, ReferenceOptions options) implements FieldType {
    public Reference {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(options, "options");
    }

    /** A reference without an annotation. */
    public Reference(String entity, String field) {
      this(entity, field, ReferenceOptions.NONE);
    }

    /** Returns the reference with another target. */
    public Reference to(String newEntity, String newField) {
      return new Reference(newEntity, newField, options);
    }

    public Reference withOptions(ReferenceOptions newOptions) {
      return new Reference(entity, field, newOptions);
    }

    /** Whether both lead to the same field. */
    public boolean hasTargetOf(Reference other) {
      return entity.equals(other.entity) && field.equals(other.field);
    }

    @Override
    public boolean isArray() {
      return false;
    }

    @Override
    public String text() {
      return entity + "." + field;
    }
  }

  static FieldType of(Scalar scalar) {
    return new Simple(scalar, false);
  }

  /**
   * Whether the type is written as an array in the schema. {@code json[]} is one, although its
   * column is not.
   */
  boolean isArray();

  /** The type as Inspire writes it, without {@code ?}: {@code string[]}, {@code User.id}. */
  String text();

  /** Whether the type is this scalar, or an array of it. */
  default boolean isOf(Scalar scalar) {
    return this instanceof Simple simple && simple.scalar == scalar;
  }

  /** Whether the type is {@code string} and not an array. */
  default boolean isText() {
    return isOf(Scalar.STRING) && !isArray();
  }

  /** Whether the type is {@code bytes}, or an array of it. */
  default boolean isBytes() {
    return isOf(Scalar.BYTES);
  }

  /** Whether the type is a decimal, or an array of one. */
  default boolean isDecimal() {
    return this instanceof Decimal;
  }

  /** Whether the type is an integer type, or an array of one. */
  default boolean isInteger() {
    return this instanceof Simple simple && simple.scalar.isInteger();
  }

  /** Whether the type is a number type and not an array. */
  default boolean isNumber() {
    return !isArray() && (isInteger() || isDecimal() || isOf(Scalar.DOUBLE));
  }
}
