package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.ChoiceContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.PlanItemContext;
import dev.kizaki.inspire.ast.PlanItemNode;
import dev.kizaki.inspire.ast.ResolveBlock;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** Builds the items of plans. Items with a syntax error are reported elsewhere and left out. */
final class PlanItemBuilder extends ExhaustiveVisitor<PlanItemNode> {
  private final AstContext ast;
  private final StatementBuilder statements;

  PlanItemBuilder(AstContext ast, StatementBuilder statements) {
    this.ast = ast;
    this.statements = statements;
  }

  List<PlanItemNode> items(List<PlanItemContext> contexts) {
    return contexts.stream().filter(AstContext::isWhole).map(this::visit).toList();
  }

  @Override
  public PlanItemNode visitPlanStatement(InspireBaseParser.PlanStatementContext context) {
    return statements.statement(context.statement());
  }

  @Override
  public PlanItemNode visitResolveBlock(InspireBaseParser.ResolveBlockContext context) {
    return new ResolveBlock(
        items(context.either.planItem()), statements(context.or), ast.span(context));
  }

  /** The statements of the second choice. A question inside it is refused. */
  private List<StatementNode> statements(ChoiceContext context) {
    List<StatementNode> chosen = new ArrayList<>();
    for (PlanItemNode item : items(context.planItem())) {
      if (item instanceof StatementNode statement) {
        chosen.add(statement);
      } else {
        int start = item.span().start();
        ast.report(
            Diagnostic.error(
                    ast.language().syntaxCode(),
                    ast.span(start, start + "[RESOLVE]".length()),
                    "the second choice of a [RESOLVE] block cannot contain another one")
                .withHint("the first choice can; or resolve the inner one first"));
      }
    }
    return chosen;
  }
}
