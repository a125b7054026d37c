package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import java.util.Optional;

/**
 * Finds values that a cast changes silently: the cast loses a fraction, digits, a time of day or
 * elements of an array (documentation, sections 8.1, 8.5 and 8.15). Each condition performs the
 * cast itself, so that the query fails on a value that PostgreSQL refuses.
 */
final class ChangedValue {
  /** The range in which a decimal without a fraction fits into a bigint. */
  private static final String LONG_RANGE = " BETWEEN -9223372036854775000 AND 9223372036854775000";

  /** From this size on a double does not fit into a bigint: 2 to the power of 63. */
  private static final String BEYOND_LONG = " >= 9223372036854775808";

  private final PostgresTypes types;

  ChangedValue(PostgresTypes types) {
    this.types = types;
  }

  /**
   * The condition that is true for values of the column that the cast changes; absent if the cast
   * changes no value.
   *
   * @param column the column, as SQL
   */
  Optional<String> condition(String column, FieldType from, FieldType to) {
    boolean fromArray = PostgresTypes.isArray(from);
    boolean toArray = PostgresTypes.isArray(to);
    if (fromArray && (PostgresTypes.isJson(to) || !toArray && to.isText())) {
      return Optional.empty();
    }
    if (fromArray && toArray) {
      return single("e", from, to)
          .map(each -> "EXISTS (SELECT FROM unnest(%s) AS u (e) WHERE %s)".formatted(column, each));
    }
    if (fromArray) {
      String cut = "cardinality(%1$s) <> 1 OR array_lower(%1$s, 1) <> 1".formatted(column);
      return Optional.of(
          single(column + "[1]", from, to)
              .map(each -> "(%s OR %s)".formatted(cut, each))
              .orElse("(%s)".formatted(cut)));
    }
    return single(column, from, to);
  }

  /** Compares single values: of an array type, its element type. */
  private Optional<String> single(String value, FieldType from, FieldType to) {
    String cast = value + "::" + types.element(to);
    if (from.isOf(Scalar.STRING)) {
      return ofText(value, cast, to);
    }
    if (from.isOf(Scalar.DATETIME) && to.isOf(Scalar.DATE)) {
      return Optional.of(cast + "::timestamp with time zone <> " + value);
    }
    if (from.isOf(Scalar.DOUBLE) && (to.isInteger() || to.isDecimal())) {
      return Optional.of(cast + "::double precision <> " + value);
    }
    if (from.isDecimal() && (to.isInteger() || to.isDecimal())) {
      return Optional.of(cast + "::numeric <> " + value);
    }
    if (to.isOf(Scalar.DOUBLE) && from.isOf(Scalar.BIGINT)) {
      return Optional.of(longAsDouble(value));
    }
    if (to.isOf(Scalar.DOUBLE) && from.isDecimal()) {
      return Optional.of(
          "CASE WHEN %1$s = trunc(%1$s) AND %1$s%2$s THEN %3$s ELSE %4$s::text::numeric <> %1$s END"
              .formatted(value, LONG_RANGE, longAsDouble("(" + value + ")::bigint"), cast));
    }
    return Optional.empty();
  }

  private static String longAsDouble(String value) {
    String cast = value + "::double precision";
    return "CASE WHEN %1$s%2$s THEN true ELSE (%1$s)::bigint <> %3$s END"
        .formatted(cast, BEYOND_LONG, value);
  }

  /**
   * A text changes if PostgreSQL reads more from it than the type can hold, such as a time of day.
   */
  private static Optional<String> ofText(String value, String cast, FieldType to) {
    if (to.isDecimal()) {
      return Optional.of(cast + "::numeric <> " + value + "::numeric");
    }
    if (to.isOf(Scalar.DATE)) {
      return Optional.of(
          """
          CASE WHEN %1$s BETWEEN '4713-01-01 BC' AND '294276-12-31' \
          THEN %2$s::timestamp <> %1$s END\
          """
              .formatted(cast, value));
    }
    return Optional.empty();
  }
}
