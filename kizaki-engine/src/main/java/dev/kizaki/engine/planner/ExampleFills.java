package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.ShapeView;
import java.util.List;
import java.util.Optional;

/**
 * What rows without a value may get, as examples. People copy examples, so none takes an arbitrary
 * row of another table.
 */
final class ExampleFills {
  private ExampleFills() {}

  /** Returns an example, such as {@code 0}, of what rows without a value of the field may get. */
  static Optional<String> of(ShapeView shape, Entity entity, Field field) {
    boolean distinct =
        entity
            .groups()
            .filter(group -> !(group instanceof Index))
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
    return Optional.of(type instanceof FieldType.Simple simple ? value(simple.scalar()) : "0");
  }

  private static String value(Scalar scalar) {
    return switch (scalar) {
      case STRING -> "\"unknown\"";
      case INT, SMALLINT, BIGINT, DOUBLE -> "0";
      case BOOLEAN -> "false";
      case DATETIME -> sql("now()");
      case DATE -> sql("current_date");
      case UUID -> sql("gen_random_uuid()");
      case BYTES -> sql("''");
      case JSON, FILE -> sql("'{}'");
    };
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
    return column.filter(FieldType.of(Scalar.STRING)::equals).isPresent()
        ? Optional.of(sql("gen_random_uuid()::text"))
        : Optional.empty();
  }

  /** The text as the plan language writes SQL. */
  static String sql(String text) {
    return "sql(\"%s\")".formatted(text);
  }
}
