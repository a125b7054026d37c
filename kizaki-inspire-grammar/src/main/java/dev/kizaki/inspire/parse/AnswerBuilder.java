package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.AnswerContext;
import dev.kizaki.inspire.ast.AnswerNode;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.StatementNode.Replacement;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** Builds answers. Answers with a syntax error are reported elsewhere and left out. */
final class AnswerBuilder extends ExhaustiveVisitor<AnswerNode> {
  private static final String NO_VALUE = "none";

  private final AstContext ast;
  private final ValueBuilder values;
  private final StatementBuilder statements;

  AnswerBuilder(AstContext ast, ValueBuilder values, StatementBuilder statements) {
    this.ast = ast;
    this.values = values;
    this.statements = statements;
  }

  List<AnswerNode> answers(List<AnswerContext> contexts) {
    return contexts.stream().filter(AstContext::isWhole).map(this::visit).toList();
  }

  @Override
  public AnswerNode visitAnswerStatement(InspireBaseParser.AnswerStatementContext context) {
    return new AnswerNode.Statement(statements.statement(context.statement()), ast.span(context));
  }

  @Override
  public AnswerNode visitAnswerDropValue(InspireBaseParser.AnswerDropValueContext context) {
    return new AnswerNode.DropValue(ast.path(context.path()), ast.span(context));
  }

  @Override
  public AnswerNode visitAnswerDropAndAdd(InspireBaseParser.AnswerDropAndAddContext context) {
    return new AnswerNode.DropAndAdd(ast.span(context));
  }

  @Override
  public AnswerNode visitAnswerChange(InspireBaseParser.AnswerChangeContext context) {
    return new AnswerNode.Change(ast.path(context.path()), ast.span(context));
  }

  @Override
  public AnswerNode visitAnswerRows(InspireBaseParser.AnswerRowsContext context) {
    Optional<FieldPath> other =
        statements.replacement(context.replacement()) instanceof Replacement.Other value
            ? Optional.of(value.value())
            : Optional.empty();
    return new AnswerNode.Rows(ast.path(context.from), other, ast.span(context));
  }

  @Override
  public AnswerNode visitAnswerClause(InspireBaseParser.AnswerClauseContext context) {
    SourceSpan span = ast.span(context);
    FieldPath field = ast.path(context.path());
    Optional<Value> value =
        Optional.of(values.value(context.clause().value())).filter(given -> !isNone(given));
    return context.clause().keyword.getType() == InspireBaseParser.USING
        ? new AnswerNode.Using(field, value, span)
        : new AnswerNode.Backfill(field, value, span);
  }

  private static boolean isNone(Value value) {
    return value instanceof Value.Word word && word.name().text().equals(NO_VALUE);
  }
}
