package dev.kizaki.engine.adopt;

import dev.kizaki.engine.plan.text.SchemaNodes;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.format.AstFormatter;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.List;
import java.util.function.Function;

/** Declarations as text. */
final class SchemaText {
  private static final String COMMENT = "/// ";

  private SchemaText() {}

  static String of(SystemEntity entity) {
    return AstFormatter.format(SchemaNodes.external(entity)) + "\n";
  }

  static String of(DeclaredSequence sequence) {
    return AstFormatter.format(SchemaNodes.sequence(sequence)) + "\n";
  }

  /** With the text of the object. */
  static String of(SqlObject object) {
    return AstFormatter.format(SchemaNodes.object(object)) + "\n";
  }

  /** With the text in a file of its own, if a file keeps it unchanged. */
  static String of(AdoptedObject object) {
    return isKept(object)
        ? AstFormatter.format(SchemaNodes.object(object.object(), object.file())) + "\n"
        : of(object.object());
  }

  /**
   * Whether a file keeps the text: it has only line ends of one kind, and no control characters.
   */
  static boolean isKept(AdoptedObject object) {
    String text = object.object().create();
    return text.indexOf('\r') < 0 && UnsafeCharacters.escapedLines(text).equals(text);
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
