package dev.kizaki.engine.adopt;

import dev.kizaki.engine.plan.text.SchemaNodes;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.format.AstFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Declarations as text. */
final class SchemaText {
  private static final String COMMENT = "/// ";

  private SchemaText() {}

  /**
   * The shape as the schema says it: it says nothing about the names of keys, indexes and so on.
   */
  static Shape withoutRecordedNames(Shape shape) {
    return Shape.of(
        shape.systemEntities(),
        shape.enums(),
        shape.entities().stream().map(SchemaText::withoutRecordedNames).toList());
  }

  private static Entity withoutRecordedNames(Entity entity) {
    return new Entity(
        entity.name(),
        entity.table(),
        entity.fields().stream()
            .map(
                field ->
                    RecordedNames.withSequence(
                        RecordedNames.withForeignKey(field, Optional.empty()), Optional.empty()))
            .toList(),
        entity.key().map(key -> key.withNamed(Optional.empty())),
        entity.uniques().stream().map(each -> each.withNamed(Optional.empty())).toList(),
        entity.indexes().stream().map(each -> each.withNamed(Optional.empty())).toList());
  }

  static String of(EnumType type, List<String> comment) {
    return comment(comment) + AstFormatter.format(SchemaNodes.enumeration(type)) + "\n";
  }

  /**
   * @param comments the lines of the comment of a field, and under the empty name those of the
   *     entity
   */
  static String of(Entity entity, Function<String, List<String>> comments) {
    String text =
        AstFormatter.format(
            SchemaNodes.entity(entity),
            field -> comments.apply(field.name().text()).stream().map(COMMENT::concat).toList());
    return comment(comments.apply("")) + text + "\n";
  }

  private static String comment(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(COMMENT.concat(line).stripTrailing()).append('\n'));
    return text.toString();
  }
}
