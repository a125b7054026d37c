package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser.MigrationBodyContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.MigrationHeaderContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.SingleAnswersFileContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.SingleInspireFileContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.SinglePlanFileContext;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.Value;
import java.util.List;

/** Builds whole files from ANTLR's parse trees. */
final class AstBuilder {
  private final AstContext ast;
  private final ValueBuilder values;
  private final DeclarationBuilder declarations;
  private final PlanItemBuilder items;
  private final AnswerBuilder answers;

  AstBuilder(AstContext ast) {
    this.ast = ast;
    this.values = new ValueBuilder(ast);
    FieldBuilder fields = new FieldBuilder(ast, values);
    this.declarations = new DeclarationBuilder(ast, fields, values);
    StatementBuilder statements = new StatementBuilder(ast, values, fields, declarations);
    this.items = new PlanItemBuilder(ast, statements);
    this.answers = new AnswerBuilder(ast, values, statements);
  }

  InspireFile inspireFile(SingleInspireFileContext context) {
    return new InspireFile(declarations.declarations(context.declaration()), ast.whole());
  }

  PlanFile planFile(SinglePlanFileContext context, List<Comment> comments) {
    if (context.migration() == null || context.migration().migrationHeader() == null) {
      return emptyPlan(comments);
    }
    MigrationBodyContext body = context.migration().migrationBody();
    return new PlanFile(
        header(context.migration().migrationHeader()),
        body == null ? List.of() : items.items(body.planItem()),
        comments,
        body == null || body.close == null ? ast.end() : ast.span(body.close),
        ast.whole());
  }

  /** A plan without a header: its name is empty. */
  PlanFile emptyPlan(List<Comment> comments) {
    return new PlanFile(noName(), List.of(), comments, ast.end(), ast.whole());
  }

  AnswerFile answerFile(SingleAnswersFileContext context) {
    return new AnswerFile(answers.answers(context.answer()), ast.whole());
  }

  private Value.Text header(MigrationHeaderContext context) {
    if (!AstContext.isWhole(context)) {
      return noName();
    }
    String word = context.keyword.getText();
    if (!word.equals("migration")) {
      ast.refuse(
          ast.span(context.keyword),
          "expected migration, found '%s'".formatted(word),
          "a plan starts with migration \"0001_name\" {");
    }
    return values.text(context.name);
  }

  private Value.Text noName() {
    return new Value.Text("", ast.span(0, 0));
  }
}
