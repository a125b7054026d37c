package dev.kizaki.engine.shape;

import java.util.Map;
import java.util.Set;

/**
 * The effect that a change of a column's type has on its values. A cast is lossless if it keeps
 * every value and refuses none (PostgreSQL documentation, sections 8.1 to 8.14). Every other change
 * needs a decision of the user.
 */
public enum Conversion {
  /** The column keeps its type. */
  NONE,
  /** Every value is kept. */
  LOSSLESS,
  /** A value may be changed or refused, or there is no cast. */
  QUESTION;

  /**
   * Casts between scalars that keep every value. In addition, most types can be cast to string
   * without loss.
   */
  private static final Map<Scalar, Set<Scalar>> WIDENING =
      Map.of(
          Scalar.SMALLINT, Set.of(Scalar.INT, Scalar.BIGINT, Scalar.REAL, Scalar.DOUBLE),
          Scalar.INT, Set.of(Scalar.BIGINT, Scalar.DOUBLE),
          Scalar.REAL, Set.of(Scalar.DOUBLE),
          Scalar.DATE, Set.of(Scalar.DATETIME, Scalar.TIMESTAMP),
          Scalar.JSON, Set.of(Scalar.FILE),
          Scalar.FILE, Set.of(Scalar.JSON));

  /** The number of decimal digits of the largest value of each integer type. */
  private static final Map<Scalar, Integer> DIGITS =
      Map.of(Scalar.SMALLINT, 5, Scalar.INT, 10, Scalar.BIGINT, 19);

  /**
   * Returns the effect of a change of type.
   *
   * @param from the type of the column, not a reference
   * @param to the new type of the column, not a reference
   */
  public static Conversion between(FieldType from, FieldType to) {
    if (from.equals(to)) {
      return NONE;
    }
    if (from.isArray() != to.isArray()) {
      return QUESTION;
    }
    return keepsEveryValue(from, to) ? LOSSLESS : QUESTION;
  }

  /**
   * Whether PostgreSQL has a cast that converts the values that it does not refuse, even if it
   * changes some: between numbers, between days and times, from and to texts, and between enums by
   * the names of their values.
   */
  public static boolean isCast(FieldType from, FieldType to) {
    if (from.isArray() || to.isArray() || to.isBytes()) {
      return false;
    }
    return from.isText()
        || to.isText() && !from.isBytes()
        || from.isNumber() && to.isNumber()
        || isCastOfTimes(from, to)
        || from instanceof FieldType.OfEnum && to instanceof FieldType.OfEnum;
  }

  /**
   * Whether an expression can convert values although PostgreSQL has no cast for them: {@code
   * array[tag]}, {@code count > 0}, {@code closed_at is not null}, {@code to_jsonb(note)}. A uuid
   * and binary data say nothing that another type could keep, except as text or JSON.
   */
  public static boolean hasExpression(FieldType from, FieldType to) {
    if (from.isArray() != to.isArray()) {
      FieldType array = from.isArray() ? from : to;
      FieldType other = from.isArray() ? to : from;
      return isJson(other) || other.isText() || !isJson(array) && array.element().equals(other);
    }
    if (from.isArray()) {
      return isJson(from) || isJson(to) || from.isString() || to.isString();
    }
    if (from.isText() || to.isText() || isJson(from) || isJson(to)) {
      return true;
    }
    if (isTime(from) || isTime(to)) {
      FieldType other = isTime(from) ? to : from;
      return other.isInteger() || other.isOf(Scalar.BOOLEAN);
    }
    return isGeneral(from) && isGeneral(to);
  }

  private static boolean isJson(FieldType type) {
    return type.isOf(Scalar.JSON) || type.isOf(Scalar.FILE);
  }

  private static boolean isGeneral(FieldType type) {
    return !type.isBytes() && !type.isOf(Scalar.UUID) && !(type instanceof FieldType.Native);
  }

  /** A time of day can only be taken from a day with a time. */
  private static boolean isCastOfTimes(FieldType from, FieldType to) {
    boolean toDay = to.isOf(Scalar.DATE) || to.isTimestamp();
    return from.isTimestamp() && isTime(to)
        || from.isOf(Scalar.DATE) && toDay
        || from.isOf(Scalar.TIME) && to.isOf(Scalar.TIME);
  }

  private static boolean isTime(FieldType type) {
    return type.isOf(Scalar.DATE) || type.isOf(Scalar.TIME) || type.isTimestamp();
  }

  private static boolean keepsEveryValue(FieldType from, FieldType to) {
    if (to.isString()) {
      return keepsText(from, to);
    }
    if (to.isDecimal()) {
      return keepsDigits(from, to);
    }
    if (!(from instanceof FieldType.Simple source && to instanceof FieldType.Simple target)) {
      return false;
    }
    return source.scalar() == target.scalar()
        ? precision(target) >= precision(source)
        : WIDENING.getOrDefault(source.scalar(), Set.of()).contains(target.scalar());
  }

  /** The digits after the second; a type without a precision keeps as many as there can be. */
  private static int precision(FieldType.Simple type) {
    return type.limit().orElse(type.scalar().limit().most());
  }

  /**
   * A char loses the blanks at its end in any other type, and any other text loses in a char that
   * it has blanks there (documentation, section 8.3).
   */
  private static boolean keepsText(FieldType from, FieldType to) {
    if (from.isOf(Scalar.CHAR) != to.isOf(Scalar.CHAR)) {
      return false;
    }
    if (!from.isString()) {
      return to.limit().isEmpty()
          && !from.isBytes()
          && !isJsonArray(from)
          && !(from instanceof FieldType.Native);
    }
    return to.limit().isEmpty()
        || from.limit().isPresent() && from.limit().getAsInt() <= to.limit().getAsInt();
  }

  private static boolean keepsDigits(FieldType from, FieldType to) {
    if (!(to instanceof FieldType.Decimal target)) {
      return from.isDecimal() || from.isInteger();
    }
    int wholeDigits = target.precision() - target.scale();
    if (from instanceof FieldType.Decimal source) {
      return wholeDigits >= source.precision() - source.scale() && target.scale() >= source.scale();
    }
    return from instanceof FieldType.Simple source
        && DIGITS.getOrDefault(source.scalar(), Integer.MAX_VALUE) <= wholeDigits;
  }

  /**
   * Whether the type is {@code json[]}, which is a single jsonb value, in contrast to {@code
   * string[]}.
   */
  private static boolean isJsonArray(FieldType type) {
    return type.isOf(Scalar.JSON) && type.isArray();
  }
}
