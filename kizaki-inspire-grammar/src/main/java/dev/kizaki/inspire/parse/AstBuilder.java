package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.AnswerContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ChoiceContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.MigrationHeaderContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.PlanItemContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.SingleAnswersContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.SingleInspireFileContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.SinglePlanFileContext;
import dev.kizaki.inspire.ast.AnswerFile;
import dev.kizaki.inspire.ast.AnswerNode;
import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.ast.FieldPath;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.PlanItem;
import dev.kizaki.inspire.ast.ResolveBlock;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.ast.StatementNode.Replacement;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds whole files from ANTLR's trees, and refuses what the grammar accepts too widely. */
final class AstBuilder {
  private static final String NO_VALUE = "none";

  private final Build build;
  private final ValueBuilder values;
  private final DeclarationBuilder declarations;
  private final StatementBuilder statements;

  AstBuilder(Build build) {
    this.build = build;
    this.values = new ValueBuilder(build);
    FieldBuilder fields = new FieldBuilder(build, values);
    this.declarations = new DeclarationBuilder(build, fields);
    this.statements = new StatementBuilder(build, values, fields, declarations);
  }

  InspireFile inspireFile(SingleInspireFileContext context) {
    return new InspireFile(declarations.declarations(context.declaration()), build.whole());
  }

  PlanFile planFile(SinglePlanFileContext context, List<Comment> comments) {
    if (context.migration() == null || context.migration().migrationHeader() == null) {
      return emptyPlan(comments);
    }
    List<PlanItem> items =
        context.migration().migrationBody() == null
            ? List.of()
            : items(context.migration().migrationBody().planItem());
    return new PlanFile(
        header(context.migration().migrationHeader()), items, comments, build.whole());
  }

  /** A plan without a header: its name is empty. */
  PlanFile emptyPlan(List<Comment> comments) {
    return new PlanFile(noName(), List.of(), comments, build.whole());
  }

  AnswerFile answerFile(SingleAnswersContext context) {
    List<AnswerNode> answers =
        context.answer().stream().filter(DeclarationBuilder::isWhole).map(this::answer).toList();
    return new AnswerFile(answers, build.whole());
  }

  private Value.Text header(MigrationHeaderContext context) {
    if (!DeclarationBuilder.isWhole(context)) {
      return noName();
    }
    String word = context.keyword.getText();
    if (!word.equals("migration")) {
      build.refuse(
          build.span(context.keyword),
          "expected migration, found '" + word + "'",
          "a plan starts with migration \"0001_name\" {");
    }
    return values.text(context.name);
  }

  private Value.Text noName() {
    return new Value.Text("", build.span(0, 0));
  }

  private List<PlanItem> items(List<PlanItemContext> contexts) {
    List<PlanItem> items = new ArrayList<>();
    for (PlanItemContext context : contexts) {
      if (!DeclarationBuilder.isWhole(context)) {
        continue;
      }
      if (context instanceof InspireBaseParser.ResolveBlockContext block) {
        items.add(new ResolveBlock(choice(block.either), choice(block.or), build.span(context)));
      } else if (context instanceof InspireBaseParser.PlanStatementContext statement) {
        items.add(statements.statement(statement.statement()));
      }
    }
    return items;
  }

  /** The statements of one choice; a question inside a question is refused. */
  private List<StatementNode> choice(ChoiceContext context) {
    List<StatementNode> chosen = new ArrayList<>();
    for (PlanItem item : items(context.planItem())) {
      if (item instanceof StatementNode statement) {
        chosen.add(statement);
      } else {
        SourceSpan span = item.span();
        build.report(
            Diagnostic.error(
                    build.language().syntaxCode(),
                    build.span(span.start(), span.start() + "[RESOLVE]".length()),
                    "a [RESOLVE] block cannot stand inside another one")
                .withHint("resolve the outer one first"));
      }
    }
    return chosen;
  }

  private AnswerNode answer(AnswerContext context) {
    SourceSpan span = build.span(context);
    if (context instanceof InspireBaseParser.AnswerStatementContext answer) {
      return new AnswerNode.Statement(statements.statement(answer.statement()), span);
    }
    if (context instanceof InspireBaseParser.AnswerDropValueContext answer) {
      return new AnswerNode.DropValue(build.path(answer.path()), span);
    }
    if (context instanceof InspireBaseParser.AnswerRowsContext answer) {
      Replacement replacement = statements.replacement(answer.replacement());
      Optional<FieldPath> other =
          replacement instanceof Replacement.Other value
              ? Optional.of(value.value())
              : Optional.empty();
      return new AnswerNode.Rows(build.path(answer.from), other, span);
    }
    InspireBaseParser.AnswerClauseContext answer = (InspireBaseParser.AnswerClauseContext) context;
    FieldPath field = build.path(answer.path());
    Optional<Value> value =
        Optional.of(values.value(answer.clause().value())).filter(given -> !isNone(given));
    return answer.clause().keyword.getType() == InspireBaseParser.USING
        ? new AnswerNode.Using(field, value, span)
        : new AnswerNode.Backfill(field, value, span);
  }

  private static boolean isNone(Value value) {
    return value instanceof Value.Word word && word.name().text().equals(NO_VALUE);
  }
}
