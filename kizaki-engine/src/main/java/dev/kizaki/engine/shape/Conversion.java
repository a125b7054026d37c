package dev.kizaki.engine.shape;

import java.util.Map;
import java.util.Set;

/**
 * What a change of a column's type does to the values in it. Lossless are the casts that keep every
 * value and can refuse none (PostgreSQL documentation, sections 8.1 to 8.14); everything else is a
 * question.
 */
public enum Conversion {
  /** The column keeps its type. */
  NONE,
  /** Every value survives. */
  LOSSLESS,
  /** A value can change, be refused, or has no cast. */
  QUESTION;

  /** Casts between scalars that keep every value; every type but bytes also goes to string. */
  private static final Map<Scalar, Set<Scalar>> WIDENING =
      Map.of(
          Scalar.SMALLINT, Set.of(Scalar.INT, Scalar.BIGINT, Scalar.DOUBLE),
          Scalar.INT, Set.of(Scalar.BIGINT, Scalar.DOUBLE),
          Scalar.DATE, Set.of(Scalar.DATETIME),
          Scalar.JSON, Set.of(Scalar.FILE),
          Scalar.FILE, Set.of(Scalar.JSON));

  /** Decimal digits that hold every value of an integer type. */
  private static final Map<Scalar, Integer> DIGITS =
      Map.of(Scalar.SMALLINT, 5, Scalar.INT, 10, Scalar.BIGINT, 19);

  /** Both types are column types: references are followed to their ends. */
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
   * Whether PostgreSQL has a cast that carries over the values it does not refuse, though it may
   * change some: among numbers, between date and datetime, from a text, by the labels of enums.
   */
  public static boolean isCast(FieldType from, FieldType to) {
    if (from.isArray() || to.isArray() || to.isBytes()) {
      return false;
    }
    return from.isText()
        || from.isNumber() && to.isNumber()
        || isTime(from) && isTime(to)
        || from instanceof FieldType.OfEnum && to instanceof FieldType.OfEnum;
  }

  private static boolean isTime(FieldType type) {
    return type.isOf(Scalar.DATE) || type.isOf(Scalar.DATETIME);
  }

  private static boolean keepsEveryValue(FieldType from, FieldType to) {
    if (to instanceof FieldType.Simple target) {
      if (target.scalar() == Scalar.STRING) {
        return !from.isBytes() && !isJsonArray(from);
      }
      return from instanceof FieldType.Simple source
          && WIDENING.getOrDefault(source.scalar(), Set.of()).contains(target.scalar());
    }
    if (to instanceof FieldType.Decimal target) {
      int wholeDigits = target.precision() - target.scale();
      if (from instanceof FieldType.Decimal source) {
        return wholeDigits >= source.precision() - source.scale()
            && target.scale() >= source.scale();
      }
      return from instanceof FieldType.Simple source
          && DIGITS.getOrDefault(source.scalar(), Integer.MAX_VALUE) <= wholeDigits;
    }
    return false;
  }

  /** {@code json[]} is one jsonb value and {@code string[]} is not. */
  private static boolean isJsonArray(FieldType type) {
    return type.isOf(Scalar.JSON) && type.isArray();
  }
}
