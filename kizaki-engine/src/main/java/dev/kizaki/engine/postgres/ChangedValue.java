package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import java.util.Optional;

/**
 * Whether a cast that PostgreSQL makes without a word gives another value: a fraction or digits are
 * gone, a time of day, elements of an array (documentation, sections 8.1, 8.5 and 8.15). Each
 * condition makes the cast too, so that a value it refuses is refused.
 */
final class ChangedValue {
  /** The range in which a decimal without fraction is a bigint. */
  private static final String LONG_RANGE = " BETWEEN -9223372036854775000 AND 9223372036854775000";

  /** A double of this size is no bigint any more: 2 to the power of 63. */
  private static final String BEYOND_LONG = " >= 9223372036854775808";

  private final PostgresTypes types;

  ChangedValue(PostgresTypes types) {
    this.types = types;
  }

  /**
   * The condition over a column that its value comes out as another; absent where none does.
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

  /** The types' elements alone are looked at. */
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

  /** A text is another value if PostgreSQL reads more in it than the type can hold. */
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
