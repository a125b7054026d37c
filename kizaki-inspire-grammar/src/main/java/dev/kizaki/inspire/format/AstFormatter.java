package dev.kizaki.inspire.format;

import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.PlanItemNode;
import dev.kizaki.inspire.ast.TypeExpression;
import dev.kizaki.inspire.ast.Value;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Prints syntax trees as canonical text: two spaces of indentation, one field or statement per
 * line, no commas between them, LF as the line end. Parsing the text gives an equal tree, except
 * for the spans.
 */
public final class AstFormatter {
  private static final ValueFormatter VALUES = new ValueFormatter();
  private static final DeclarationFormatter DECLARATIONS = new DeclarationFormatter(VALUES);
  private static final StatementFormatter STATEMENTS = new StatementFormatter(VALUES, DECLARATIONS);

  private AstFormatter() {}

  /** A schema file with an empty line between declarations. */
  public static String format(InspireFile file) {
    return file.declarations().stream()
        .map(declaration -> format(declaration) + "\n")
        .collect(Collectors.joining("\n"));
  }

  /**
   * The declaration of an entity without a line end, with lines above its fields.
   *
   * @param comments the lines above a field, each with the marks of a comment
   */
  public static String format(
      EntityDeclaration entity, Function<FieldDeclaration, List<String>> comments) {
    return DECLARATIONS.entity(entity, comments);
  }

  /** A declaration without a line end. */
  public static String format(Declaration declaration) {
    return DECLARATIONS.declaration(declaration);
  }

  /**
   * A statement or question of a plan without a line end. If it has more lines, they are indented
   * relative to the first one.
   */
  public static String format(PlanItemNode item) {
    return STATEMENTS.format(item);
  }

  /** {@code name: type? = default @annotations}. */
  public static String format(FieldDeclaration field) {
    return DECLARATIONS.field(field);
  }

  /** A type with its suffixes. */
  public static String format(TypeExpression type) {
    return DECLARATIONS.type(type);
  }

  /** A value. */
  public static String format(Value value) {
    return VALUES.format(value);
  }
}
