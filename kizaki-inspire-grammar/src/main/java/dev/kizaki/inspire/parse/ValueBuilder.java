package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseBaseVisitor;
import dev.kizaki.inspire.antlr.InspireBaseParser;
import dev.kizaki.inspire.antlr.InspireBaseParser.SqlTextContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.TextContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ValueContext;
import dev.kizaki.inspire.antlr.InspireBaseParser.ValueWordContext;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** Builds values. */
final class ValueBuilder extends InspireBaseBaseVisitor<Value> {
  private static final String MARKER = "RESOLVE";

  private final Build build;
  private final Literals literals;

  ValueBuilder(Build build) {
    this.build = build;
    this.literals = new Literals(build);
  }

  Value value(ValueContext context) {
    return visit(context);
  }

  List<Value> values(List<ValueContext> contexts) {
    return contexts.stream().map(this::value).toList();
  }

  /** The arguments of a runtime-only annotation, where a number may have a unit. */
  List<Value> argumentsWithUnits(List<ValueContext> contexts) {
    return contexts.stream()
        .map(
            context ->
                context instanceof InspireBaseParser.NumberValueContext number
                    ? literals.number(number.getText(), build.span(number), true)
                    : value(context))
        .toList();
  }

  Value.Text text(TextContext context) {
    return (Value.Text) visit(context);
  }

  Value.Sql sql(SqlTextContext context) {
    return new Value.Sql(text(context.text()), build.span(context));
  }

  @Override
  public Value visitTextValue(InspireBaseParser.TextValueContext context) {
    return text(context.text());
  }

  @Override
  public Value visitNumberValue(InspireBaseParser.NumberValueContext context) {
    return literals.number(context.getText(), build.span(context), false);
  }

  @Override
  public Value visitTrueValue(InspireBaseParser.TrueValueContext context) {
    return new Value.Boolean(true, build.span(context));
  }

  @Override
  public Value visitFalseValue(InspireBaseParser.FalseValueContext context) {
    return new Value.Boolean(false, build.span(context));
  }

  @Override
  public Value visitNullValue(InspireBaseParser.NullValueContext context) {
    return new Value.Null(build.span(context));
  }

  /** In a plan {@code [RESOLVE]} is a marker; in a schema it is a list of one enum value. */
  @Override
  public Value visitSequenceValue(InspireBaseParser.SequenceValueContext context) {
    List<Value> elements = values(context.value());
    boolean marker =
        elements.size() == 1
            && elements.get(0) instanceof Value.Word word
            && word.name().text().equals(MARKER);
    if (build.language() == Language.SCHEMA || !marker) {
      return new Value.Sequence(elements, build.span(context));
    }
    if (build.language() == Language.ANSWERS) {
      build.refuse(build.span(context), "[RESOLVE] is not an answer", "write the value, or none");
    }
    return new Value.Unresolved(build.span(context));
  }

  @Override
  public Value visitSqlValue(InspireBaseParser.SqlValueContext context) {
    if (build.language() == Language.SCHEMA) {
      build.refuse(
          build.span(context),
          "sql(...) is for plans",
          "a default is a literal, an enum value, now(), uuid() or autoincrement()");
    }
    return sql(context.sqlText());
  }

  @Override
  public Value visitWordValue(InspireBaseParser.WordValueContext context) {
    SourceSpan span = build.span(context);
    if (context.callArguments() != null) {
      List<Value> arguments = values(context.callArguments().value());
      return new Value.Call(word(context.valueWord()), arguments, span);
    }
    if (context.member != null) {
      return qualified(build.name(context.member), span);
    }
    return new Value.Word(word(context.valueWord()), span);
  }

  /** {@code Status.Todo}: the field's type says which enum is meant. */
  private Value qualified(Name member, SourceSpan span) {
    build.refuse(span, "an enum value is written without its enum", "write " + member.text());
    return new Value.Word(member, span);
  }

  @Override
  public Value visitQuotedText(InspireBaseParser.QuotedTextContext context) {
    return literals.quoted(build.span(context));
  }

  @Override
  public Value visitRawText(InspireBaseParser.RawTextContext context) {
    return literals.raw(build.span(context));
  }

  @Override
  public Value visitSingleQuotedText(InspireBaseParser.SingleQuotedTextContext context) {
    return literals.singleQuoted(build.span(context));
  }

  @Override
  public Value visitUnclosedText(InspireBaseParser.UnclosedTextContext context) {
    return literals.unclosed(build.span(context));
  }

  private Name word(ValueWordContext context) {
    return new Name(context.getText(), build.span(context));
  }
}
