package dev.kizaki.engine.shape;

import java.math.BigDecimal;
import java.util.Optional;

/** What the number types hold. */
final class NumberLiterals {
  private static final BigDecimal LARGEST_DOUBLE = BigDecimal.valueOf(Double.MAX_VALUE);

  private NumberLiterals() {}

  /** What an integer type takes, in words. */
  static String wholeNumbers(Scalar integer) {
    return "a whole number from " + least(integer) + " to " + most(integer);
  }

  static boolean isWhole(Scalar integer, BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        && value.compareTo(BigDecimal.valueOf(least(integer))) >= 0
        && value.compareTo(BigDecimal.valueOf(most(integer))) <= 0;
  }

  /** What a decimal type takes, in words. */
  static String decimals(FieldType.Decimal type) {
    return "a number with at most "
        + (type.precision() - type.scale())
        + " digits before the point and "
        + type.scale()
        + " behind it";
  }

  /** Whether the decimal type holds the number as it is, without rounding. */
  static boolean isDecimal(FieldType.Decimal type, BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.signum() == 0
        || stripped.scale() <= type.scale()
            && stripped.precision() - stripped.scale() <= type.precision() - type.scale();
  }

  /** What {@code double} takes, in words. */
  static String doubles() {
    return "a number between 4.9e-324 and 1.7e308 in size, or 0";
  }

  /** Whether the number neither overflows a double nor vanishes in it. */
  static boolean isDouble(BigDecimal value) {
    return value.signum() == 0
        || value.abs().compareTo(LARGEST_DOUBLE) <= 0 && value.doubleValue() != 0;
  }

  /** The number that the text writes, if it writes one. */
  static Optional<BigDecimal> parse(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static long least(Scalar integer) {
    return switch (integer) {
      case SMALLINT -> Short.MIN_VALUE;
      case INT -> Integer.MIN_VALUE;
      case BIGINT -> Long.MIN_VALUE;
      case STRING, DOUBLE, BOOLEAN, DATETIME, DATE, UUID, BYTES, JSON, FILE ->
          throw new IllegalArgumentException("no integer: " + integer);
    };
  }

  private static long most(Scalar integer) {
    return -1 - least(integer);
  }
}
