package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.SystemEntity.ExistingColumn;
import dev.kizaki.engine.sql.ReservedWords;
import java.util.List;
import java.util.Optional;

/**
 * Answers that would be accepted, as examples. They match the type; only the user knows whether
 * they are right for the rows.
 *
 * <p>This is the only SQL in this package, and it is only text in a comment.
 */
final class ExampleAnswers {
  private static final DatabaseNames NAMES = new DatabaseNames(NamingVersion.CURRENT);

  private ExampleAnswers() {}

  /** Returns an example, such as {@code 0}, of what rows without a value of the field may get. */
  static Optional<String> fill(ShapeView shape, Entity entity, Field field) {
    boolean distinct =
        entity
            .groups()
            .filter(group -> !(group instanceof Index))
            .anyMatch(group -> group.fields().equals(List.of(field.name())));
    return distinct
        ? distinct(shape, field.type())
        : field.reference().isPresent()
            ? anyOf(shape, field.reference().get())
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

  /** Returns a query for any row of the referenced entity. */
  private static Optional<String> anyOf(ShapeView shape, FieldType.Reference reference) {
    Optional<ExistingColumn> existing =
        shape.systemEntity(reference.entity()).flatMap(SystemEntity::from);
    Optional<String> column =
        existing.isPresent() ? unquoted(existing.get().column()) : column(reference.field());
    Optional<String> table =
        existing.isPresent()
            ? unquoted(existing.get().schema())
                .flatMap(
                    schema -> unquoted(existing.get().table()).map(name -> schema + "." + name))
            : unquoted(NAMES.table(reference.entity()));
    return column.flatMap(
        name -> table.map(from -> sql("(select %s from %s limit 1)".formatted(name, from))));
  }

  /**
   * Returns an example, such as {@code sql("points::int")}, of how values of a field may be
   * converted.
   */
  static Optional<String> conversion(ShapeView before, ShapeView after, Field old, Field current) {
    if (old.reference().isPresent() && current.reference().isPresent()) {
      return current.nullable()
          ? Optional.of(sql("null"))
          : anyOf(after, current.reference().get());
    }
    Optional<FieldType> from = before.columnType(old.type());
    Optional<FieldType> to = after.columnType(current.type());
    return from.isPresent() && to.isPresent()
        ? column(current.name()).flatMap(column -> cast(column, from.get(), to.get()))
        : Optional.empty();
  }

  private static Optional<String> cast(String column, FieldType from, FieldType to) {
    if (from.isArray() && !to.isArray()) {
      return element(from).equals(Optional.of(to))
          ? Optional.of(sql(column + "[1]"))
          : Optional.empty();
    }
    if (to.isArray()) {
      return element(to).equals(Optional.of(from))
          ? Optional.of(sql("array[" + column + "]"))
          : Optional.empty();
    }
    boolean isDirect = Conversion.isCast(from, to) && !(from instanceof FieldType.OfEnum);
    return typeName(to).map(type -> sql(column + (isDirect ? "::" : "::text::") + type));
  }

  private static Optional<FieldType> element(FieldType array) {
    if (array instanceof FieldType.Simple simple && simple.scalar() != Scalar.JSON) {
      return Optional.of(FieldType.of(simple.scalar()));
    }
    return array instanceof FieldType.OfEnum ofEnum
        ? Optional.of(new FieldType.OfEnum(ofEnum.name(), false))
        : Optional.empty();
  }

  private static Optional<String> typeName(FieldType type) {
    if (type instanceof FieldType.OfEnum ofEnum) {
      return unquoted(NAMES.enumType(ofEnum.name()));
    }
    if (!(type instanceof FieldType.Simple simple)) {
      return Optional.of("numeric");
    }
    return switch (simple.scalar()) {
      case STRING -> Optional.of("text");
      case INT -> Optional.of("int");
      case SMALLINT -> Optional.of("smallint");
      case BIGINT -> Optional.of("bigint");
      case DOUBLE -> Optional.of("float8");
      case BOOLEAN -> Optional.of("boolean");
      case DATETIME -> Optional.of("timestamptz");
      case DATE -> Optional.of("date");
      case UUID -> Optional.of("uuid");
      case JSON, FILE -> Optional.of("jsonb");
      case BYTES -> Optional.empty();
    };
  }

  private static Optional<String> column(String field) {
    return unquoted(NAMES.column(field));
  }

  /** Returns the name if SQL allows it without quotes. */
  private static Optional<String> unquoted(String name) {
    return ReservedWords.cannotNameColumn(name) || !name.matches("[a-z_][a-z0-9_]*")
        ? Optional.empty()
        : Optional.of(name);
  }

  private static String sql(String text) {
    return "sql(\"%s\")".formatted(text);
  }
}
