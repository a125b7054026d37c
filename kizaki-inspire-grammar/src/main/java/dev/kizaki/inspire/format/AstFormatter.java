package dev.kizaki.inspire.format;

import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.AnswerNode;
import dev.kizaki.inspire.ast.Declaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.TypeExpression;
import dev.kizaki.inspire.ast.Value;
import java.util.stream.Collectors;

/**
 * Tree to canonical text: two-space indentation, one field or statement a line, no commas between
 * them, LF. Reading the text again gives an equal tree, but for the spans and for the place of
 * comments.
 */
public final class AstFormatter {
  private static final ValueFormatter VALUES = new ValueFormatter();
  private static final DeclarationFormatter DECLARATIONS = new DeclarationFormatter(VALUES);
  private static final StatementFormatter STATEMENTS = new StatementFormatter(VALUES, DECLARATIONS);

  private AstFormatter() {}

  /** A schema file, an empty line between declarations. */
  public static String format(InspireFile file) {
    return file.declarations().stream()
        .map(declaration -> format(declaration) + "\n")
        .collect(Collectors.joining("\n"));
  }

  /** A declaration without a line end. */
  public static String format(Declaration declaration) {
    return DECLARATIONS.declaration(declaration);
  }

  /** A plan file with its comments. */
  public static String format(PlanFile plan) {
    return PlanFormatter.format(plan, STATEMENTS);
  }

  /**
   * A statement without a line end; the further lines of a long one are indented relative to it.
   */
  public static String format(StatementNode statement) {
    return STATEMENTS.format(statement);
  }

  /** Answers, one a line. */
  public static String format(AnswerFile answers) {
    return answers.answers().stream()
        .map(answer -> format(answer) + "\n")
        .collect(Collectors.joining());
  }

  /** An answer without a line end. */
  public static String format(AnswerNode answer) {
    return AnswerFormatter.format(answer, STATEMENTS);
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
