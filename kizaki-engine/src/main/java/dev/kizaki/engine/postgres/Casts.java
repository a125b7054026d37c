package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import java.util.Set;

/**
 * The expression that converts a column to another type if the plan has none. It always has the new
 * type, so that it is valid for a table without rows; whether existing values can be converted is a
 * question of the plan. Functions are qualified, because a function of the schema could match the
 * column's type better.
 */
final class Casts {
  private static final Set<Scalar> NUMBERS =
      Set.of(Scalar.SMALLINT, Scalar.INT, Scalar.BIGINT, Scalar.DOUBLE);
  private static final Set<Scalar> TIMES = Set.of(Scalar.DATE, Scalar.DATETIME);

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
          : from.isText() ? column + "::jsonb" : "pg_catalog.to_jsonb(" + column + ")";
    }
    boolean fromArray = PostgresTypes.isArray(from);
    boolean toArray = PostgresTypes.isArray(to);
    if (!fromArray && toArray) {
      return "CASE WHEN %s IS NOT NULL THEN ARRAY[%s] END"
          .formatted(column, cast(column, from, types.element(to), "", to));
    }
    if (fromArray && !toArray) {
      return to.isText()
          ? column + "::text"
          : cast(column + "[1]", from, types.element(to), "", to);
    }
    return cast(column, from, types.element(to), toArray ? "[]" : "", to);
  }

  private static String cast(
      String column, FieldType from, String element, String brackets, FieldType to) {
    String castToType = "::" + element + brackets;
    if (from.isOf(Scalar.BOOLEAN) && isNumber(to)) {
      // PostgreSQL casts a boolean to integer, and to no other number
      return column + "::integer" + brackets + castToType;
    }
    if (from.isDecimal() && brackets.isEmpty() && to.isOf(Scalar.BOOLEAN)) {
      // a boolean is read from 1 and 0, but not from 1.00
      return "pg_catalog.trim_scale(%s)::text%s".formatted(column, castToType);
    }
    return isDirect(from, to) ? column + castToType : column + "::text" + brackets + castToType;
  }

  private static boolean isDirect(FieldType from, FieldType to) {
    return isNumber(from) && isNumber(to)
        || isOneOf(TIMES, from) && isOneOf(TIMES, to)
        || to instanceof FieldType.Simple simple && simple.scalar() == Scalar.STRING
        || from instanceof FieldType.Simple text && text.scalar() == Scalar.STRING;
  }

  private static boolean isNumber(FieldType type) {
    return type instanceof FieldType.Decimal || isOneOf(NUMBERS, type);
  }

  private static boolean isOneOf(Set<Scalar> scalars, FieldType type) {
    return type instanceof FieldType.Simple simple && scalars.contains(simple.scalar());
  }
}
