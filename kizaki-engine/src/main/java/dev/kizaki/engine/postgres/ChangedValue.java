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

  // Without a backslash, whose meaning depends on a setting of the session.

  /** A number with digits or a sign that the type does not keep: 007, +49, 0x1F. */
  private static final String WRITTEN_NUMBER = "^[[:space:]]*([+]|-?0[0-9a-zA-Z_])";

  private static final String DECIMAL_NUMBER =
      "^[[:space:]]*-?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[[:space:]]*$";

  /** Words that mean the time at which the cast runs (documentation, section 8.5.1.4). */
  private static final String PRESENT_DAY = "[[:<:]](now|today|tomorrow|yesterday)[[:>:]]";

  /** PostgreSQL keeps six digits of a second. */
  private static final String NANOSECONDS = "[.][0-9]{6}0*[1-9]";

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
    String written = value + " ~ '" + WRITTEN_NUMBER + "'";
    if (to.isInteger()) {
      return Optional.of(written);
    }
    if (to.isDecimal()) {
      return Optional.of("(%s OR %s::numeric <> %s::numeric)".formatted(written, cast, value));
    }
    if (to.isOf(Scalar.DOUBLE)) {
      return Optional.of(
          "(%1$s OR CASE WHEN %2$s ~ '%3$s' THEN %4$s::text::numeric <> %2$s::numeric END)"
              .formatted(written, value, DECIMAL_NUMBER, cast));
    }
    if (to.isOf(Scalar.DATE)) {
      return Optional.of(
          """
          (%2$s ~* '%3$s' OR CASE WHEN %1$s BETWEEN '4713-01-01 BC' AND '294276-12-31' \
          THEN %2$s::timestamp <> %1$s END)\
          """
              .formatted(cast, value, PRESENT_DAY));
    }
    if (to.isOf(Scalar.DATETIME)) {
      return Optional.of(
          "(%1$s ~* '%2$s' OR %1$s ~ '%3$s')".formatted(value, PRESENT_DAY, NANOSECONDS));
    }
    return PostgresTypes.isJson(to) ? Optional.of(hasEqualKeys(value)) : Optional.empty();
  }

  /** Of equal keys in one object, jsonb keeps the last one (documentation, section 8.14). */
  private static String hasEqualKeys(String value) {
    return """
    EXISTS (WITH RECURSIVE part (j) AS (SELECT %s::json UNION ALL SELECT c.j FROM part, LATERAL (\
    SELECT value FROM json_each(CASE json_typeof(part.j) WHEN 'object' THEN part.j END) \
    UNION ALL SELECT value FROM json_array_elements(\
    CASE json_typeof(part.j) WHEN 'array' THEN part.j END)) AS c (j)) \
    SELECT FROM part WHERE (SELECT count(*) <> count(DISTINCT k.name) FROM json_object_keys(\
    CASE json_typeof(part.j) WHEN 'object' THEN part.j END) AS k (name)))\
    """
        .formatted(value);
  }
}
