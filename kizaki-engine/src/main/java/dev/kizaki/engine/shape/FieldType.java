package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.OptionalInt;

/** The type of a field, without its nullability. */
public sealed interface FieldType {
  /**
   * A built-in type, or a native array of it ({@code json[]} is one jsonb value).
   *
   * @param limit the number in parentheses: {@code varchar(50)}, {@code datetime(3)}
   */
  record Simple(Scalar scalar, OptionalInt limit, boolean array) implements FieldType {
    public Simple {
      Objects.requireNonNull(scalar, "scalar");
      boolean valid =
          limit.isPresent() ? scalar.limit().allows(limit.getAsInt()) : !scalar.needsLimit();
      if (!valid) {
        throw new IllegalArgumentException("%s with %s".formatted(scalar, limit));
      }
    }

    public Simple(Scalar scalar, boolean array) {
      this(scalar, OptionalInt.empty(), array);
    }

    @Override
    public boolean isArray() {
      return array;
    }

    @Override
    public String text() {
      return scalar.word()
          + (limit.isPresent() ? "(" + limit.getAsInt() + ")" : "")
          + (array ? "[]" : "");
    }
  }

  /**
   * {@code native("int4range")}: a type of PostgreSQL that has no word in Inspire.
   *
   * @param name as PostgreSQL's format_type prints it if the search path is pg_catalog and the
   *     schema of the tables
   */
  record Native(String name, boolean array) implements FieldType {
    /** The word before the parentheses. */
    public static final String WORD = "native";

    public Native {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public boolean isArray() {
      return array;
    }

    @Override
    public String text() {
      String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"");
      return WORD + "(\"" + escaped + "\")" + (array ? "[]" : "");
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

  /** The number in parentheses of a built-in type; empty if it has none. */
  default OptionalInt limit() {
    return this instanceof Simple simple ? simple.limit : OptionalInt.empty();
  }

  /** The type of the elements of an array; of any other type, the type itself. */
  default FieldType element() {
    if (this instanceof Simple simple) {
      return new Simple(simple.scalar, simple.limit, false);
    }
    if (this instanceof Decimal decimal) {
      return new Decimal(decimal.precision, decimal.scale, false);
    }
    if (this instanceof OfEnum ofEnum) {
      return new OfEnum(ofEnum.name, false);
    }
    return this instanceof Native other ? new Native(other.name, false) : this;
  }

  /** Whether the type holds characters, or is an array of such a type. */
  default boolean isString() {
    return this instanceof Simple simple && simple.scalar.isString();
  }

  /** Whether the type holds characters and is not an array. */
  default boolean isText() {
    return isString() && !isArray();
  }

  /** Whether the type holds characters and limits their number, or is an array of such a type. */
  default boolean isLimitedString() {
    return isString() && limit().isPresent();
  }

  /** Whether the type is {@code bytes}, or an array of it. */
  default boolean isBytes() {
    return isOf(Scalar.BYTES);
  }

  /** Whether the type is a day with a time, with or without a zone, or an array of one. */
  default boolean isTimestamp() {
    return isOf(Scalar.DATETIME) || isOf(Scalar.TIMESTAMP);
  }

  /** Whether the type is a decimal, or an array of one. */
  default boolean isDecimal() {
    return this instanceof Decimal || isOf(Scalar.DECIMAL);
  }

  /** Whether the type is an integer type, or an array of one. */
  default boolean isInteger() {
    return this instanceof Simple simple && simple.scalar.isInteger();
  }

  /** Whether the type is double or real, or an array of one. */
  default boolean isFloat() {
    return this instanceof Simple simple && simple.scalar.isFloat();
  }

  /** Whether the type is a number type and not an array. */
  default boolean isNumber() {
    return !isArray() && (isInteger() || isDecimal() || isFloat());
  }
}
