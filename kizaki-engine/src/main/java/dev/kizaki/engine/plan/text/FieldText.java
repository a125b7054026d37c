package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.OnDelete;
import dev.kizaki.engine.shape.Unique;
import java.util.List;

/** Writes fields and entities as a plan spells them, which is how Inspire does. */
final class FieldText {
  private FieldText() {}

  /** The lines of an entity's body, each indented once and ended. */
  static String body(Entity entity) {
    StringBuilder out = new StringBuilder();
    for (Field field : entity.fields()) {
      List<String> alone = List.of(field.name());
      AddField.Annotations annotations =
          new AddField.Annotations(
              entity.key().filter(key -> key.fields().equals(alone)).isPresent(),
              entity.uniques().contains(new Unique(alone)),
              isWritten(entity, new Index(alone)));
      out.append("  ").append(of(field, annotations)).append('\n');
    }
    entity.groups().filter(group -> group.fields().size() > 1).forEach(group -> line(out, group));
    return out.toString();
  }

  private static void line(StringBuilder out, FieldGroup group) {
    String word =
        group instanceof Unique ? "@unique" : group instanceof Index ? "@index" : "@primaryKey";
    out.append("  ").append(word).append('(').append(group.text()).append(")\n");
  }

  /** Whether the entity has the index, and not just because the reference rule brings it. */
  private static boolean isWritten(Entity entity, Index index) {
    if (!entity.indexes().contains(index)) {
      return false;
    }
    List<Index> others = entity.indexes().stream().filter(each -> !each.equals(index)).toList();
    return !entity.withIndexes(others).withReferenceIndexes().indexes().contains(index);
  }

  /** {@code name: type = default @annotations}. */
  static String of(Field field, AddField.Annotations annotations) {
    return field.name()
        + ": "
        + typeAndDefault(field)
        + (annotations.primaryKey() ? " @primaryKey" : "")
        + (annotations.unique() ? " @unique" : "")
        + (annotations.index() ? " @index" : "")
        + onDelete(field.type());
  }

  /** All of a field that a {@code change} states: type, nullability, default and onDelete. */
  static String declaration(Field field) {
    return typeAndDefault(field) + onDelete(field.type());
  }

  private static String typeAndDefault(Field field) {
    return field.type().text()
        + (field.nullable() ? "?" : "")
        + field.defaultValue().map(value -> " = " + ValueText.of(value)).orElse("");
  }

  private static String onDelete(FieldType type) {
    return type instanceof FieldType.Reference reference
            && reference.onDelete() != OnDelete.RESTRICT
        ? " @onDelete(" + reference.onDelete().word() + ")"
        : "";
  }
}
