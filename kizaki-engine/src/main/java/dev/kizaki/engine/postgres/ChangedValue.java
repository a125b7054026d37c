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

  /** A time of day of which nothing is lost. */
  private static final String WRITTEN_TIME =
      "^[[:space:]]*[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6}0*)?)?[[:space:]]*$";

  private static final FieldType NUMERIC = FieldType.of(Scalar.DECIMAL);

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
    if (from.isString()) {
      return ofText(from.isOf(Scalar.CHAR) ? value + "::text" : value, from, to);
    }
    String cast = value + "::" + types.element(to);
    if (from instanceof FieldType.Native || to instanceof FieldType.Native) {
      return ofNative(value, from, to);
    }
    if (to.isFloat()) {
      return toFloat(value, cast, from, to);
    }
    if (from.isFloat() && (to.isInteger() || to.isDecimal())
        || from.isDecimal() && (to.isInteger() || to.isDecimal())) {
      return Optional.of(
          cast + "::" + types.element(from.isDecimal() ? NUMERIC : from) + " <> " + value);
    }
    return ofTime(value, cast, from, to);
  }

  /** A time loses its day, its time of day, or digits of its second. */
  private Optional<String> ofTime(String value, String cast, FieldType from, FieldType to) {
    if (from.isTimestamp() && to.isOf(Scalar.TIME)) {
      return Optional.of(value + " IS NOT NULL");
    }
    boolean isShorter =
        to.limit().isPresent()
            && to.limit().getAsInt() < from.limit().orElse(Scalar.Limit.PRECISION.most());
    if (from.isTimestamp() && to.isOf(Scalar.DATE) || isOneKind(from, to) && isShorter) {
      return Optional.of(cast + "::" + types.element(unlimited(from)) + " <> " + value);
    }
    return from.isTimestamp() && to.isTimestamp() && isShorter
        ? Optional.of("%1$s::%2$s <> %1$s".formatted(value, limited(from, to)))
        : Optional.empty();
  }

  private static boolean isOneKind(FieldType from, FieldType to) {
    return from instanceof FieldType.Simple one
        && to instanceof FieldType.Simple other
        && one.scalar() == other.scalar();
  }

  private static FieldType unlimited(FieldType type) {
    return FieldType.of(((FieldType.Simple) type).scalar());
  }

  /** The type of {@code kind} with the precision of the other type. */
  private String limited(FieldType kind, FieldType precision) {
    return types.element(
        new FieldType.Simple(((FieldType.Simple) kind).scalar(), precision.limit(), false));
  }

  /** Only the texts of the old and the new value can be compared. */
  private Optional<String> ofNative(String value, FieldType from, FieldType to) {
    return to.isString() || from.equals(to)
        ? Optional.empty()
        : Optional.of("%1$s::text::%2$s::text <> %1$s::text".formatted(value, types.element(to)));
  }

  /** A float keeps 24 or 53 binary digits. */
  private static Optional<String> toFloat(String value, String cast, FieldType from, FieldType to) {
    if (from.isOf(Scalar.BIGINT)) {
      return Optional.of(longAsFloat(value, cast));
    }
    boolean toReal = to.isOf(Scalar.REAL);
    if (toReal && (from.isOf(Scalar.INT) || from.isOf(Scalar.DOUBLE))) {
      return Optional.of(cast + "::double precision <> " + value);
    }
    if (!from.isDecimal()) {
      return Optional.empty();
    }
    String whole = "(" + value + ")::bigint";
    return Optional.of(
        "CASE WHEN %1$s = trunc(%1$s) AND %1$s%2$s THEN %3$s ELSE %4$s::text::numeric <> %1$s END"
            .formatted(
                value,
                LONG_RANGE,
                longAsFloat(whole, whole + (toReal ? "::real" : "::double precision")),
                cast));
  }

  private static String longAsFloat(String value, String cast) {
    return "CASE WHEN %1$s%2$s THEN true ELSE (%1$s)::bigint <> %3$s END"
        .formatted(cast, BEYOND_LONG, value);
  }

  /**
   * A text changes if PostgreSQL reads more from it than the type can hold, such as a time of day.
   */
  private Optional<String> ofText(String value, FieldType from, FieldType to) {
    String cast = value + "::" + types.element(to);
    if (to.isString()) {
      return from.isOf(Scalar.CHAR) && !to.isOf(Scalar.CHAR)
          ? Optional.of(losesBlanks(value))
          : Optional.empty();
    }
    String written = value + " ~ '" + WRITTEN_NUMBER + "'";
    if (to.isInteger()) {
      return Optional.of(written);
    }
    if (to.isDecimal()) {
      return Optional.of("(%s OR %s::numeric <> %s::numeric)".formatted(written, cast, value));
    }
    if (to.isFloat()) {
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
    if (to.isTimestamp() || to.isOf(Scalar.TIME)) {
      return Optional.of(textAsTime(value, cast, to));
    }
    if (to instanceof FieldType.Native) {
      return Optional.of("%s::text <> %s".formatted(cast, value));
    }
    return PostgresTypes.isJson(to) ? Optional.of(hasEqualKeys(value)) : Optional.empty();
  }

  /** A char and its text differ only in the blanks at the end, which {@code =} ignores. */
  private static String losesBlanks(String text) {
    String value = text.substring(0, text.length() - "::text".length());
    return "pg_catalog.octet_length(%s) <> pg_catalog.octet_length(%s)".formatted(value, text);
  }

  /** PostgreSQL ignores an offset where the type has none, and the day before a time of day. */
  private String textAsTime(String value, String cast, FieldType to) {
    String shorter =
        to.limit().isPresent()
            ? " OR %s <> %s::%s".formatted(cast, value, types.element(unlimited(to)))
            : "";
    if (to.isOf(Scalar.TIME)) {
      return "(%1$s !~ '%2$s'%3$s)".formatted(value, WRITTEN_TIME, shorter);
    }
    String offset =
        to.isOf(Scalar.TIMESTAMP)
            ? " OR %1$s::timestamp <> %1$s::timestamptz AT TIME ZONE 'UTC'".formatted(value)
            : "";
    return "(%1$s ~* '%2$s' OR %1$s ~ '%3$s'%4$s%5$s)"
        .formatted(value, PRESENT_DAY, NANOSECONDS, offset, shorter);
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
