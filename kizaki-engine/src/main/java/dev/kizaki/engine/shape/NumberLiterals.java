package dev.kizaki.engine.shape;

import java.math.BigDecimal;
import java.util.Optional;

/** The values that the number types can hold. */
final class NumberLiterals {
  private static final BigDecimal LARGEST_REAL = new BigDecimal(Float.MAX_VALUE);
  private static final int MOST_WHOLE_DIGITS = 131_072;
  private static final int LARGEST_SCALE = 16_383;

  /** The most characters of a number, with its point and a sign. */
  static final int LONGEST = MOST_WHOLE_DIGITS + LARGEST_SCALE + 2;

  private static final BigDecimal LARGEST_DOUBLE = BigDecimal.valueOf(Double.MAX_VALUE);

  private NumberLiterals() {}

  /** The values of an integer type, in words. */
  static String wholeNumbers(Scalar integer) {
    return "a whole number from %d to %d".formatted(least(integer), most(integer));
  }

  static boolean isWhole(Scalar integer, BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        && value.compareTo(BigDecimal.valueOf(least(integer))) >= 0
        && value.compareTo(BigDecimal.valueOf(most(integer))) <= 0;
  }

  /** The values of a decimal type, in words. */
  static String decimals(FieldType.Decimal type) {
    return "a number with at most %d digits before the decimal point and %d after it"
        .formatted(type.precision() - type.scale(), type.scale());
  }

  /** Whether the decimal type can hold the number without rounding. */
  static boolean isDecimal(FieldType.Decimal type, BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.signum() == 0
        || stripped.scale() <= type.scale()
            && stripped.precision() - stripped.scale() <= type.precision() - type.scale();
  }

  /** Whether {@code decimal} without a precision can hold the number (section 8.1.2). */
  static boolean isUnlimitedDecimal(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() <= LARGEST_SCALE
        && stripped.precision() - stripped.scale() <= MOST_WHOLE_DIGITS;
  }

  /** The values of {@code double}, in words. */
  static String doubles() {
    return "a number between 4.9e-324 and 1.7e308 in size, or 0";
  }

  /**
   * Whether the number is in the range of double: it does not overflow, and it does not become 0.
   */
  static boolean isDouble(BigDecimal value) {
    return value.signum() == 0
        || value.abs().compareTo(LARGEST_DOUBLE) <= 0 && value.doubleValue() != 0;
  }

  /** The values of {@code real}, in words. */
  static String reals() {
    return "a number between 1.4e-45 and 3.4e38 in size, or 0";
  }

  /** Whether the number is in the range of real: it does not overflow or become 0. */
  static boolean isReal(BigDecimal value) {
    return value.signum() == 0
        || value.abs().compareTo(LARGEST_REAL) <= 0 && value.floatValue() != 0;
  }

  /** Returns the number in the text, if it is one that PostgreSQL can hold. */
  static Optional<BigDecimal> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (number.signum() == 0) {
        return Optional.of(BigDecimal.ZERO);
      }
      // The digits of 1e999999999 do not fit into memory.
      return Optional.of(number).filter(each -> Math.abs((long) each.scale()) <= LONGEST);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The smallest number of an integer type. */
  static long least(Scalar integer) {
    return switch (integer) {
      case SMALLINT -> Short.MIN_VALUE;
      case INT -> Integer.MIN_VALUE;
      case BIGINT -> Long.MIN_VALUE;
      default -> throw new IllegalArgumentException("not an integer type: %s".formatted(integer));
    };
  }

  /** The largest number of an integer type. */
  static long most(Scalar integer) {
    return -1 - least(integer);
  }
}
