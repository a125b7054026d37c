package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.ArgumentContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ArrowContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.CallArgumentsContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ElementModifierContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.FieldElementContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.OptionContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.SqlTextContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.TextContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ValueContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ValueWordContext;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** Builds values. */
final class ValueBuilder extends ExhaustiveVisitor<Value> {
  private static final String MARKER = "RESOLVE";

  private final AstContext ast;
  private final Literals literals;

  ValueBuilder(AstContext ast) {
    this.ast = ast;
    this.literals = new Literals(ast);
  }

  Value value(ValueContext context) {
    return visit(context);
  }

  List<Value> values(List<ValueContext> contexts) {
    return contexts.stream().map(this::value).toList();
  }

  List<Value> arguments(List<ArgumentContext> contexts) {
    return contexts.stream().map(this::visit).toList();
  }

  /** The arguments of a runtime-only annotation, where a number may have a unit. */
  List<Value> argumentsWithUnits(List<ArgumentContext> contexts) {
    return contexts.stream()
        .map(
            context ->
                context instanceof InspireBaseParser.ValueArgumentContext argument
                        && argument.plainValue()
                            instanceof InspireBaseParser.NumberValueContext number
                    ? literals.number(number.getText(), ast.span(number), true)
                    : visit(context))
        .toList();
  }

  /** The arguments of an annotation that takes an SQL expression, also in a schema. */
  List<Value> argumentsWithSql(List<ArgumentContext> contexts) {
    return contexts.stream()
        .map(
            context ->
                context instanceof InspireBaseParser.ValueArgumentContext argument
                        && argument.plainValue() instanceof InspireBaseParser.SqlValueContext sql
                    ? sql(sql.sqlText())
                    : visit(context))
        .toList();
  }

  Value.Arrow arrow(ArrowContext context) {
    return new Value.Arrow(
        ast.names(context.from.identifier()),
        ast.name(context.target),
        ast.names(context.to.identifier()),
        ast.span(context));
  }

  @Override
  public Value visitArrowArgument(InspireBaseParser.ArrowArgumentContext context) {
    return arrow(context.arrow());
  }

  /** The value can be SQL also in a schema; the form of the annotation says where. */
  Value.Option option(OptionContext context) {
    return new Value.Option(ast.name(context.name), valueOrSql(context.value()), ast.span(context));
  }

  /** A value at a place where a schema may have SQL. */
  private Value valueOrSql(ValueContext context) {
    return context instanceof InspireBaseParser.SingleValueContext single
            && single.plainValue() instanceof InspireBaseParser.SqlValueContext sql
        ? sql(sql.sqlText())
        : value(context);
  }

  /** An element of a statement's list; every word can be the name of a field there. */
  Value fieldElement(FieldElementContext context) {
    if (context.sqlText() != null) {
      return element(sql(context.sqlText()), context.elementModifier(), ast.span(context));
    }
    Name field = ast.name(context.field);
    return element(
        new Value.Word(field, field.span()), context.elementModifier(), ast.span(context));
  }

  private Value element(Value value, List<ElementModifierContext> modifiers, SourceSpan span) {
    return modifiers.isEmpty()
        ? value
        : new Value.Element(value, modifiers.stream().map(this::modifier).toList(), span);
  }

  private Value modifier(ElementModifierContext context) {
    Name word = word(context.valueWord());
    return context.callArguments() == null
        ? new Value.Word(word, ast.span(context))
        : new Value.Call(word, arguments(context.callArguments()), ast.span(context));
  }

  private List<Value> arguments(CallArgumentsContext context) {
    return context.callArgument().stream().map(this::visit).toList();
  }

  @Override
  public Value visitNamedCallArgument(InspireBaseParser.NamedCallArgumentContext context) {
    return option(context.option());
  }

  @Override
  public Value visitPlainCallArgument(InspireBaseParser.PlainCallArgumentContext context) {
    return value(context.value());
  }

  @Override
  public Value visitNamedArgument(InspireBaseParser.NamedArgumentContext context) {
    return option(context.option());
  }

  @Override
  public Value visitElementsArgument(InspireBaseParser.ElementsArgumentContext context) {
    List<Value> elements =
        context.elements().element().stream()
            .map(each -> element(valueOrSql(each.value()), each.elementModifier(), ast.span(each)))
            .toList();
    return new Value.Sequence(elements, ast.span(context));
  }

  @Override
  public Value visitValueArgument(InspireBaseParser.ValueArgumentContext context) {
    return visit(context.plainValue());
  }

  @Override
  public Value visitSingleValue(InspireBaseParser.SingleValueContext context) {
    return visit(context.plainValue());
  }

  Value.Text text(TextContext context) {
    return (Value.Text) visit(context);
  }

  /** SQL can be of several lines, also in a schema. */
  Value.Sql sql(SqlTextContext context) {
    return new Value.Sql(blockOrText(context.text()), ast.span(context));
  }

  /** A text that can be of several lines, also in a schema. */
  Value.Text blockOrText(TextContext context) {
    return context instanceof InspireBaseParser.RawTextContext raw
        ? literals.block(ast.span(raw))
        : text(context);
  }

  @Override
  public Value visitTextValue(InspireBaseParser.TextValueContext context) {
    return text(context.text());
  }

  @Override
  public Value visitNumberValue(InspireBaseParser.NumberValueContext context) {
    return literals.number(context.getText(), ast.span(context), false);
  }

  @Override
  public Value visitTrueValue(InspireBaseParser.TrueValueContext context) {
    return new Value.Boolean(true, ast.span(context));
  }

  @Override
  public Value visitFalseValue(InspireBaseParser.FalseValueContext context) {
    return new Value.Boolean(false, ast.span(context));
  }

  @Override
  public Value visitNullValue(InspireBaseParser.NullValueContext context) {
    return new Value.Null(ast.span(context));
  }

  /** In a plan {@code [RESOLVE]} is a marker; in a schema it is a list of one enum value. */
  @Override
  public Value visitSequenceValue(InspireBaseParser.SequenceValueContext context) {
    List<Value> elements = values(context.value());
    boolean marker =
        elements.size() == 1
            && elements.get(0) instanceof Value.Word word
            && word.name().text().equals(MARKER);
    if (ast.language() == Language.SCHEMA || !marker) {
      return new Value.Sequence(elements, ast.span(context));
    }
    if (ast.language() == Language.ANSWERS) {
      ast.refuse(ast.span(context), "[RESOLVE] is not an answer", "write the value, or none");
    }
    return new Value.Unresolved(ast.span(context));
  }

  @Override
  public Value visitSqlValue(InspireBaseParser.SqlValueContext context) {
    return sql(context.sqlText());
  }

  @Override
  public Value visitWordValue(InspireBaseParser.WordValueContext context) {
    SourceSpan span = ast.span(context);
    if (context.callArguments() != null) {
      List<Value> arguments = arguments(context.callArguments());
      return new Value.Call(word(context.valueWord()), arguments, span);
    }
    if (context.member != null) {
      return qualified(ast.name(context.member), span);
    }
    return new Value.Word(word(context.valueWord()), span);
  }

  /** {@code Status.Todo}: the field's type says which enum is meant. */
  private Value qualified(Name member, SourceSpan span) {
    ast.refuse(
        span, "an enum value is written without its enum", "write %s".formatted(member.text()));
    return new Value.Word(member, span);
  }

  @Override
  public Value visitQuotedText(InspireBaseParser.QuotedTextContext context) {
    return literals.quoted(ast.span(context));
  }

  @Override
  public Value visitRawText(InspireBaseParser.RawTextContext context) {
    return literals.raw(ast.span(context));
  }

  @Override
  public Value visitSingleQuotedText(InspireBaseParser.SingleQuotedTextContext context) {
    return literals.singleQuoted(ast.span(context));
  }

  @Override
  public Value visitUnclosedText(InspireBaseParser.UnclosedTextContext context) {
    return literals.unclosed(ast.span(context));
  }

  private Name word(ValueWordContext context) {
    return new Name(context.getText(), ast.span(context));
  }
}
