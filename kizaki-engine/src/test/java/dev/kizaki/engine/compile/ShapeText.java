package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.OnDelete;
import dev.kizaki.engine.shape.Shape;

/** Prints a shape for tests: one element per line, with the records of the field types. */
final class ShapeText {
  private ShapeText() {}

  static String of(Shape shape) {
    StringBuilder out = new StringBuilder();
    shape
        .systemEntities()
        .forEach(
            system -> {
              out.append("system ").append(system.name());
              system.from().ifPresent(from -> out.append(" from ").append(from));
              out.append('\n');
            });
    shape
        .enums()
        .forEach(
            each ->
                out.append("enum ")
                    .append(each.name())
                    .append(' ')
                    .append(each.values())
                    .append('\n'));
    shape.entities().forEach(entity -> append(out, entity));
    return out.toString();
  }

  private static void append(StringBuilder out, Entity entity) {
    out.append("entity ").append(entity.name()).append('\n');
    entity.fields().forEach(field -> append(out, field));
    entity.key().ifPresent(key -> append(out, "key", key));
    entity.uniques().forEach(unique -> append(out, "unique", unique));
    entity.indexes().forEach(index -> append(out, "index", index));
  }

  private static void append(StringBuilder out, Field field) {
    out.append("  ").append(field.name()).append(": ").append(field.type().text());
    out.append(field.nullable() ? "?" : "");
    field.defaultValue().ifPresent(value -> out.append(" = ").append(text(value)));
    field
        .reference()
        .filter(reference -> reference.onDelete() != OnDelete.RESTRICT)
        .ifPresent(reference -> out.append(" on delete ").append(reference.onDelete().word()));
    out.append('\n');
  }

  private static void append(StringBuilder out, String word, FieldGroup group) {
    out.append("  ").append(word).append(' ').append(group.text()).append('\n');
  }

  private static String text(DefaultValue value) {
    return value instanceof DefaultValue.Function function ? function.text() : value.toString();
  }
}
