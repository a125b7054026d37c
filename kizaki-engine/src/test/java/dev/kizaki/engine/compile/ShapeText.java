package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
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
              if (system instanceof BuiltInUser user) {
                user.from().ifPresent(from -> out.append(" from ").append(from));
              } else {
                out.append(' ').append(system);
              }
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
    shape
        .sequences()
        .forEach(
            each ->
                out.append("sequence ")
                    .append(each.name())
                    .append(each.sequence().map(" \"%s\""::formatted).orElse(""))
                    .append(' ')
                    .append(each.options().texts())
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
    entity
        .checks()
        .forEach(
            check ->
                out.append("  check ")
                    .append(DatabaseNames.CURRENT.check(entity, check))
                    .append(' ')
                    .append(check.text())
                    .append(" over ")
                    .append(check.expression().fields())
                    .append('\n'));
    entity
        .references()
        .forEach(
            reference -> {
              out.append("  reference ").append(reference.text());
              reference.options().named().ifPresent(name -> out.append(" named ").append(name));
              out.append('\n');
            });
  }

  private static void append(StringBuilder out, Field field) {
    out.append("  ").append(field.name()).append(": ").append(field.type().text());
    out.append(field.nullable() ? "?" : "");
    field.defaultValue().ifPresent(value -> out.append(" = ").append(text(value)));
    field.reference().map(FieldType.Reference::options).ifPresent(options -> append(out, options));
    out.append('\n');
  }

  private static void append(StringBuilder out, ReferenceOptions options) {
    if (options.onDelete() != ReferentialAction.NO_ACTION) {
      out.append(" on delete ").append(options.onDelete().word());
    }
    if (options.onUpdate() != ReferentialAction.NO_ACTION) {
      out.append(" on update ").append(options.onUpdate().word());
    }
    if (options.deferrability() != Deferrability.NOT_DEFERRABLE) {
      out.append(' ').append(options.deferrability().word());
    }
    out.append(options.indexed() ? "" : " without index");
    options.named().ifPresent(name -> out.append(" named ").append(name));
    out.append(options.notValid() ? " not valid" : "");
  }

  private static void append(StringBuilder out, String word, FieldGroup group) {
    out.append("  ")
        .append(word)
        .append(' ')
        .append(group.text())
        .append(group.namedText())
        .append('\n');
  }

  private static String text(DefaultValue value) {
    if (value instanceof DefaultValue.NextValue next) {
      return next.text();
    }
    if (value instanceof DefaultValue.OwnedSequence sequence) {
      return sequence.text() + sequence.named().map(name -> " named " + name).orElse("");
    }
    return value instanceof DefaultValue.Function function ? function.text() : value.toString();
  }
}
