package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;

/**
 * The expression that converts a column to another type if the plan has none. PostgreSQL can assign
 * it to the new type, so that it is valid for a table without rows; whether existing values can be
 * converted is a question of the plan. Functions are qualified, because a function of the schema
 * could match the column's type better.
 */
final class Casts {
  private final PostgresTypes types;

  Casts(PostgresTypes types) {
    this.types = types;
  }

  /**
   * @param column the column, quoted
   */
  String expression(String column, FieldType from, FieldType to) {
    if (PostgresTypes.isJson(to)) {
      return PostgresTypes.isJson(from)
          ? column
          : from.isText()
              ? text(column, from, "") + "::jsonb"
              : "pg_catalog.to_jsonb(" + column + ")";
    }
    boolean fromArray = PostgresTypes.isArray(from);
    boolean toArray = PostgresTypes.isArray(to);
    if (!fromArray && toArray) {
      return "CASE WHEN %s IS NOT NULL THEN ARRAY[%s] END"
          .formatted(column, single(column, from, to));
    }
    if (fromArray && !toArray) {
      return to.isText() ? toText(column, from, to) : single(column + "[1]", from, to);
    }
    return toArray ? cast(column, from, "[]", to) : single(column, from, to);
  }

  /** An array or another value as one text. */
  private static String toText(String column, FieldType from, FieldType to) {
    return to.isLimitedString() ? notCut(column + "::text", to) : column + "::text";
  }

  private String single(String column, FieldType from, FieldType to) {
    return to.isLimitedString() && !widens(from, to)
        ? notCut(text(column, from, ""), to)
        : cast(column, from, "", to);
  }

  /** Whether the old type has the same kind of limit, and it is not larger. */
  private static boolean widens(FieldType from, FieldType to) {
    return from.isLimitedString()
        && from.isOf(Scalar.CHAR) == to.isOf(Scalar.CHAR)
        && from.limit().getAsInt() <= to.limit().getAsInt();
  }

  /**
   * A cast would cut a text that is too long, and an assignment the blanks at its end
   * (documentation, section 8.3). With one more character the assignment fails.
   */
  private static String notCut(String text, FieldType to) {
    return "CASE WHEN pg_catalog.char_length(%1$s) > %2$d THEN %1$s OPERATOR(pg_catalog.||) '.' ELSE %1$s END"
        .formatted(text, to.limit().getAsInt());
  }

  /** The value as text; a char without the blanks at its end. */
  private static String text(String column, FieldType from, String brackets) {
    boolean isText = from.isString() && !from.isOf(Scalar.CHAR);
    return isText ? column : column + "::text" + brackets;
  }

  private String cast(String column, FieldType from, String brackets, FieldType to) {
    if (to.isLimitedString() && !widens(from, to)) {
      return text(column, from, brackets);
    }
    String castToType = "::" + types.element(to) + brackets;
    if (from.isOf(Scalar.BOOLEAN) && isNumber(to)) {
      // PostgreSQL casts a boolean to integer, and to no other number
      return column + "::integer" + brackets + castToType;
    }
    if (from.isDecimal() && brackets.isEmpty() && to.isOf(Scalar.BOOLEAN)) {
      // a boolean is read from 1 and 0, but not from 1.00
      return "pg_catalog.trim_scale(%s)::text%s".formatted(column, castToType);
    }
    if (brackets.isEmpty() && from.isTimestamp() && to.isTimestamp() && !isSameKind(from, to)) {
      // not by the time zone of the session, which may be another one in Liquibase
      return "(%s AT TIME ZONE 'UTC')%s".formatted(column, castToType);
    }
    return isDirect(from, to) ? column + castToType : text(column, from, brackets) + castToType;
  }

  private static boolean isSameKind(FieldType from, FieldType to) {
    return from.isOf(Scalar.DATETIME) == to.isOf(Scalar.DATETIME);
  }

  private static boolean isDirect(FieldType from, FieldType to) {
    return isNumber(from) && isNumber(to)
        || isTime(from) && isTime(to) && !isTimeOfDay(from, to)
        || to.isString();
  }

  /** PostgreSQL takes the time of day from a day with a time, and casts it to nothing else. */
  private static boolean isTimeOfDay(FieldType from, FieldType to) {
    return from.isOf(Scalar.TIME) != to.isOf(Scalar.TIME) && !from.isTimestamp();
  }

  private static boolean isNumber(FieldType type) {
    return type.isInteger() || type.isDecimal() || type.isFloat();
  }

  private static boolean isTime(FieldType type) {
    return type.isOf(Scalar.DATE) || type.isOf(Scalar.TIME) || type.isTimestamp();
  }
}
