package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.ShapeView;
import java.util.List;
import java.util.Optional;

/**
 * What rows without a value may get, as examples. People copy examples, so none takes an arbitrary
 * row of another table.
 */
final class ExampleFills {
  private static final String UNKNOWN = "unknown";

  /** The number of characters of a uuid that is written as a text. */
  private static final int UUID_LENGTH = 36;

  private ExampleFills() {}

  /** Returns an example, such as {@code 0}, of what rows without a value of the field may get. */
  static Optional<String> of(ShapeView shape, Entity entity, Field field) {
    boolean distinct =
        entity
            .groups()
            .filter(FieldGroup::isUnique)
            .anyMatch(group -> group.fields().equals(List.of(field.name())));
    if (distinct) {
      return distinct(shape, field.type());
    }
    return field.reference().isPresent()
        ? Optional.empty()
        : shape.columnType(field.type()).flatMap(type -> value(shape, type));
  }

  private static Optional<String> value(ShapeView shape, FieldType type) {
    if (type.isArray()) {
      return Optional.of("[]");
    }
    if (type instanceof FieldType.OfEnum ofEnum) {
      return shape.enumType(ofEnum.name()).flatMap(found -> found.values().stream().findFirst());
    }
    if (type instanceof FieldType.Native) {
      return Optional.empty();
    }
    return Optional.of(type instanceof FieldType.Simple simple ? value(simple) : "0");
  }

  private static String value(FieldType.Simple type) {
    return switch (type.scalar()) {
      case STRING, VARCHAR, CHAR -> holds(type, UNKNOWN.length()) ? "\"" + UNKNOWN + "\"" : "\"?\"";
      case INT, SMALLINT, BIGINT, DECIMAL, DOUBLE, REAL -> "0";
      case BOOLEAN -> "false";
      case DATETIME -> sql("now()");
      case TIMESTAMP -> sql("localtimestamp");
      case DATE -> sql("current_date");
      case TIME -> sql("localtime");
      case UUID -> sql("gen_random_uuid()");
      case BYTES -> sql("''");
      case JSON, FILE -> sql("'{}'");
    };
  }

  private static boolean holds(FieldType type, int characters) {
    return type.limit().orElse(Integer.MAX_VALUE) >= characters;
  }

  /** Returns an expression that has a different value for each row. */
  private static Optional<String> distinct(ShapeView shape, FieldType type) {
    Optional<FieldType> column = shape.columnType(type);
    if (type instanceof FieldType.Reference) {
      return Optional.empty();
    }
    if (column.filter(FieldType.of(Scalar.UUID)::equals).isPresent()) {
      return Optional.of(sql("gen_random_uuid()"));
    }
    return column.filter(to -> to.isText() && holds(to, UUID_LENGTH)).isPresent()
        ? Optional.of(sql("gen_random_uuid()::text"))
        : Optional.empty();
  }

  /** The text as the plan language writes SQL. */
  static String sql(String text) {
    return "sql(\"%s\")".formatted(text);
  }
}
