package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_DEFAULT;

import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.DefaultRules;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.DefaultValue.Literal;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Fit;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DidYouMean;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Converts defaults of the syntax tree to {@link DefaultValue}s that their fields can have. */
public final class DefaultReader {
  private final ShapeView shape;
  private final Consumer<Diagnostic> problems;

  /**
   * @param shape where enums and referenced columns are looked up
   */
  public DefaultReader(ShapeView shape, Consumer<Diagnostic> problems) {
    this.shape = shape;
    this.problems = problems;
  }

  /**
   * Reads the default of a field, or the value of a generated field.
   *
   * @param entity all fields of the entity
   * @return empty if the field cannot have it; then a problem has been reported
   */
  Optional<DefaultValue> read(Entity entity, ParsedType field, Value value) {
    ExpressionReader expressions = new ExpressionReader(entity, problems);
    if (value instanceof Value.Sql sql) {
      return expressions.defaultValue(sql);
    }
    if (value instanceof Value.Call call && GeneratedCall.isOne(call)) {
      return expressions
          .generated(call)
          .flatMap(
              generated ->
                  accept(
                      value, DefaultRules.fit(shape, field.type(), field.nullable(), generated)));
    }
    return read(field, value);
  }

  /**
   * Reads the default of a field that has no column.
   *
   * @return empty if the field cannot have it; then a problem has been reported
   */
  Optional<DefaultValue> read(ParsedType field, Value value) {
    if (value instanceof Value.Null) {
      return refuse(
          value,
          "null is not a default: a nullable field without a default is already null",
          Optional.of("remove the default"));
    }
    if (value instanceof Value.Sql) {
      return refuse(
          value,
          "sql(…) needs a column, but a field of an embedded type has none",
          Optional.empty());
    }
    if (value instanceof Value.Unresolved) {
      return refuse(
          value, "[RESOLVE] is only allowed in plans, not in a default", Optional.empty());
    }
    if (value instanceof Value.Call call
        && call.function().text().equals(DefaultValue.NextValue.FUNCTION)) {
      return NextValues.read(call, problem -> problems.accept(problem))
          .filter(next -> isKnown(next, call))
          .flatMap(
              next -> accept(value, DefaultRules.fit(shape, field.type(), field.nullable(), next)));
    }
    if (value instanceof Value.Call call && GeneratedCall.isOne(call)) {
      return refuse(
          value,
          "generated(…) needs a column, but a field of an embedded type has none",
          Optional.empty());
    }
    if (value instanceof Value.Call call) {
      return function(call, field.type())
          .flatMap(
              function ->
                  accept(value, DefaultRules.fit(shape, field.type(), field.nullable(), function)));
    }
    Fit<Literal> fit = LiteralReader.fit(shape, field.type(), value);
    return fit instanceof Fit.Mismatch<Literal> mismatch
        ? refuse(
            value,
            mismatch.problem(),
            mismatch.hint().or(() -> missingParentheses(field.type(), value)))
        : accept(value, fit);
  }

  private Optional<DefaultValue> function(Value.Call call, FieldType type) {
    if (OwnedSequences.isOne(call)) {
      return OwnedSequences.read(call, type, problems).map(sequence -> sequence);
    }
    String name = call.function().text() + "()";
    Optional<DefaultValue> function =
        Stream.of(DefaultValue.Function.values())
            .filter(known -> known.text().equals(name))
            .<DefaultValue>map(known -> known)
            .findFirst();
    if (function.isEmpty()) {
      return refuse(call, "unknown function '%s'".formatted(name), hint(call.function().text()));
    }
    return call.arguments().isEmpty()
        ? function
        : refuse(call, "%s takes no arguments".formatted(name), Optional.empty());
  }

  private boolean isKnown(DefaultValue.NextValue next, Value.Call call) {
    if (shape.sequence(next.sequence()).isPresent()) {
      return true;
    }
    List<String> known = shape.sequences().stream().map(DeclaredSequence::name).toList();
    refuse(
        call.arguments().get(0),
        "there is no sequence '%s'".formatted(next.sequence()),
        DidYouMean.hint(next.sequence(), "", known)
            .or(() -> Optional.of("declare it: sequence %s {}".formatted(next.sequence()))));
    return false;
  }

  private static Optional<String> hint(String word) {
    return ForeignWords.function(word)
        .map("write %s"::formatted)
        .or(() -> DidYouMean.hint(word + "()", "", DefaultValue.functionTexts()))
        .or(
            () ->
                Optional.of(
                    "the functions are now(), uuid(), autoincrement(), serial() and nextval(…); write"
                        + " any other in sql(\"…\")"));
  }

  /** Suggests {@code now()} for {@code now}, and so on. */
  private static Optional<String> missingParentheses(FieldType type, Value value) {
    return type instanceof FieldType.Simple && value instanceof Value.Word word
        ? ForeignWords.function(word.name().text()).map("write %s"::formatted)
        : Optional.empty();
  }

  private <V extends DefaultValue> Optional<DefaultValue> accept(Value value, Fit<V> fit) {
    if (fit instanceof Fit.Mismatch<V> mismatch) {
      return refuse(value, mismatch.problem(), mismatch.hint());
    }
    return Optional.of(((Fit.Fits<V>) fit).canonical());
  }

  private Optional<DefaultValue> refuse(Value value, String problem, Optional<String> hint) {
    problems.accept(Diagnostic.error(INVALID_DEFAULT, value.span(), problem).withHint(hint));
    return Optional.empty();
  }
}
