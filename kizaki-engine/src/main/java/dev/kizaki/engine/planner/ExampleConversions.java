package dev.kizaki.engine.planner;

import static dev.kizaki.engine.planner.ExampleFills.sql;

import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.ReservedWords;
import java.util.Optional;

/**
 * How the values of a field may be converted to another type, as examples. People copy examples, so
 * an example converts every row, or PostgreSQL refuses the rows that it does not fit, or it says
 * what it loses.
 */
final class ExampleConversions {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private ExampleConversions() {}

  /**
   * Returns an example, such as {@code sql("points::int")}, of how values of a field may be
   * converted; absent if no expression is right for the rows of every table.
   */
  static Optional<ExampleAnswer> of(ShapeView before, ShapeView after, Field old, Field current) {
    if (old.reference().isPresent() && current.reference().isPresent()) {
      return current.nullable()
          ? Optional.of(ExampleAnswer.losing(sql("null"), "all references are lost"))
          : Optional.empty();
    }
    Optional<FieldType> from = before.columnType(old.type());
    Optional<FieldType> to = after.columnType(current.type());
    return from.isPresent() && to.isPresent()
        ? column(old).flatMap(column -> converted(after, column, from.get(), to.get()))
        : Optional.empty();
  }

  private static Optional<ExampleAnswer> converted(
      ShapeView after, String column, FieldType from, FieldType to) {
    if (isJson(to)) {
      return from.isBytes()
          ? Optional.empty()
          : Optional.of(
              ExampleAnswer.keeping(
                  sql(from.isText() ? column + "::jsonb" : "to_jsonb(" + column + ")")));
    }
    if (from.isArray() && !to.isArray()) {
      return ofElements(column, from, to);
    }
    if (to.isArray()) {
      return isElement(from, to)
          ? Optional.of(
              ExampleAnswer.keeping(sql("array_remove(array[%s], null)".formatted(column))))
          : Optional.empty();
    }
    return expression(after, column, from, to)
        .map(
            text ->
                lossOf(from, to)
                    .map(loss -> ExampleAnswer.losing(sql(text), loss))
                    .orElseGet(() -> ExampleAnswer.keeping(sql(text))));
  }

  private static Optional<ExampleAnswer> ofElements(String column, FieldType from, FieldType to) {
    if (to.isText() && !to.isLimitedString() && from.isString()) {
      return Optional.of(ExampleAnswer.keeping(sql("array_to_string(%s, ', ')".formatted(column))));
    }
    return isElement(to, from)
        ? Optional.of(
            ExampleAnswer.losing(sql(column + "[1]"), "all elements but the first are lost"))
        : Optional.empty();
  }

  /** The expression that converts single values; absent if the two types have none in common. */
  private static Optional<String> expression(
      ShapeView after, String column, FieldType from, FieldType to) {
    if (from.isText() && to.isBytes()) {
      return Optional.of("convert_to(%s, 'UTF8')".formatted(column));
    }
    if (from.isBytes()) {
      return to.isText() ? Optional.of("encode(%s, 'base64')".formatted(column)) : Optional.empty();
    }
    if (from.isInteger() && to.isOf(Scalar.UUID)) {
      return Optional.of("lpad(to_hex(%s), 32, '0')::uuid".formatted(column));
    }
    if (from.isTimestamp()
        && to.isTimestamp()
        && from.isOf(Scalar.DATETIME) != to.isOf(Scalar.DATETIME)) {
      String time = column + " at time zone 'UTC'";
      return to.limit().isEmpty()
          ? Optional.of(time)
          : typeName(after, to).map(type -> "(%s)::%s".formatted(time, type));
    }
    if (from.isText() && to.isLimitedString()) {
      String text = from.isOf(Scalar.CHAR) ? column + "::text" : column;
      return Optional.of("left(%s, %d)".formatted(text, to.limit().getAsInt()));
    }
    return typeName(after, to)
        .flatMap(type -> source(column, from, to).map(text -> text + "::" + type));
  }

  /** The expression that is cast to the new type. */
  private static Optional<String> source(String column, FieldType from, FieldType to) {
    if (from instanceof FieldType.OfEnum) {
      return to instanceof FieldType.OfEnum ? Optional.of(column + "::text") : Optional.empty();
    }
    if (from.isOf(Scalar.BOOLEAN) && to.isNumber()) {
      return Optional.of(to.isOf(Scalar.INT) ? column : column + "::int");
    }
    if (from.isInteger() && to.isOf(Scalar.BOOLEAN)) {
      return Optional.of(column + "::text");
    }
    if (from.isOf(Scalar.JSON)) {
      return Optional.of("(%s #>> '{}')".formatted(column));
    }
    return Conversion.isCast(from, to) ? Optional.of(column) : Optional.empty();
  }

  /** What a cast changes without an error (PostgreSQL documentation, sections 8.1 and 8.5). */
  private static Optional<String> lossOf(FieldType from, FieldType to) {
    if (from.isTimestamp() && to.isOf(Scalar.DATE)) {
      return Optional.of("the time of day is lost");
    }
    if (from.isTimestamp() && to.isOf(Scalar.TIME)) {
      return Optional.of("the day is lost");
    }
    if (from.isText() && to.isLimitedString()) {
      return Optional.of("what is longer than %d is cut off".formatted(to.limit().getAsInt()));
    }
    if (from.isOf(Scalar.CHAR) && to.isText()) {
      return Optional.of("blanks at the end are lost");
    }
    if ((from.isDecimal() || from.isFloat()) && (to.isInteger() || to.isDecimal())) {
      return Optional.of("digits after the point are rounded");
    }
    if ((from.isDecimal() || from.isOf(Scalar.BIGINT)) && to.isOf(Scalar.DOUBLE)) {
      return Optional.of("only about 15 digits are kept");
    }
    if (from.isNumber() && to.isOf(Scalar.REAL)) {
      return Optional.of("only about 6 digits are kept");
    }
    boolean time = from.isTimestamp() || from.isOf(Scalar.TIME);
    return time && to.limit().isPresent()
        ? Optional.of(
            "more than %d digits of a second are rounded".formatted(to.limit().getAsInt()))
        : Optional.empty();
  }

  private static boolean isJson(FieldType type) {
    return type.isOf(Scalar.JSON) || type.isOf(Scalar.FILE);
  }

  private static boolean isElement(FieldType type, FieldType array) {
    return !isJson(array) && array.element().equals(type);
  }

  private static Optional<String> typeName(ShapeView after, FieldType type) {
    if (type instanceof FieldType.OfEnum ofEnum) {
      return after.enumType(ofEnum.name()).flatMap(found -> unquoted(NAMES.enumType(found)));
    }
    if (type instanceof FieldType.Native other) {
      return Optional.of(other.name()).filter(name -> !name.contains("\""));
    }
    if (!(type instanceof FieldType.Simple simple)) {
      return Optional.of("numeric");
    }
    String digits = type.limit().isPresent() ? "(" + type.limit().getAsInt() + ")" : "";
    return switch (simple.scalar()) {
      case STRING, VARCHAR, CHAR -> Optional.of("text");
      case INT -> Optional.of("int");
      case SMALLINT -> Optional.of("smallint");
      case BIGINT -> Optional.of("bigint");
      case DECIMAL -> Optional.of("numeric");
      case DOUBLE -> Optional.of("float8");
      case REAL -> Optional.of("real");
      case BOOLEAN -> Optional.of("boolean");
      case DATETIME -> Optional.of("timestamptz" + digits);
      case TIMESTAMP -> Optional.of("timestamp" + digits);
      case DATE -> Optional.of("date");
      case TIME -> Optional.of("time" + digits);
      case UUID -> Optional.of("uuid");
      case JSON, FILE -> Optional.of("jsonb");
      case BYTES -> Optional.empty();
    };
  }

  private static Optional<String> column(Field field) {
    return unquoted(NAMES.column(field));
  }

  /** Returns the name if SQL allows it without quotes. */
  private static Optional<String> unquoted(String name) {
    return ReservedWords.cannotNameColumn(name) || !name.matches("[a-z_][a-z0-9_]*")
        ? Optional.empty()
        : Optional.of(name);
  }
}
