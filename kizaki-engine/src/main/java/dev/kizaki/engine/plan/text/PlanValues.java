package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.compile.GeneratedCall;
import dev.kizaki.engine.compile.LiteralReader;
import dev.kizaki.engine.compile.NextValues;
import dev.kizaki.engine.compile.OwnedSequences;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Fit;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.ExpressionText;
import dev.kizaki.engine.sql.WholeSql;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads values of plans. A literal is checked against its type as far as the type is known without
 * a shape. Enum values and values of references are checked when the plan is replayed.
 */
final class PlanValues {
  /** The names that a value of an enum can have. */
  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");

  private static final Set<String> NO_LABELS = Set.of("true", "false", "null");

  private final Consumer<Diagnostic> problems;

  PlanValues(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  /** The value of a {@code backfill} or {@code using}; empty if a problem was reported. */
  Optional<PlanValue> read(Value value, FieldType type) {
    if (value instanceof Value.Unresolved) {
      return Optional.of(new PlanValue.Unresolved());
    }
    if (value instanceof Value.Sql sql) {
      return expression(sql).map(PlanValue.Sql::new);
    }
    if (value instanceof Value.Null) {
      return refuse(value.span(), "null stands in update only");
    }
    return literal(value, type).map(PlanValue.Literal::new);
  }

  /** The value of an assignment of an {@code update}. Its type is known only with a shape. */
  Optional<PlanValue> assigned(Value value) {
    if (value instanceof Value.Null) {
      return Optional.of(new PlanValue.Null());
    }
    if (value instanceof Value.Unresolved || value instanceof Value.Sql) {
      return read(value, new FieldType.OfEnum("", false));
    }
    Optional<DefaultValue.Literal> literal = LiteralReader.literal(value);
    return literal.isPresent()
        ? literal.map(PlanValue.Literal::new)
        : refuse(value.span(), "update takes a literal, null or sql(\"…\")");
  }

  Optional<String> expression(Value.Sql sql) {
    return checked(sql, WholeSql.problemOfExpression(sql.text().text()));
  }

  Optional<String> statement(Value.Sql sql) {
    return checked(sql, WholeSql.problemOfStatement(sql.text().text()));
  }

  private Optional<String> checked(Value.Sql sql, Optional<String> problem) {
    problem.ifPresent(
        text ->
            problems.accept(Diagnostic.error(DiagnosticCode.PLAN_SQL, sql.text().span(), text)));
    return problem.isPresent() ? Optional.empty() : Optional.of(sql.text().text());
  }

  /** The default of a field; empty if a problem was reported. */
  Optional<DefaultValue> defaultValue(Value value, FieldType type) {
    if (value instanceof Value.Call call && GeneratedCall.isOne(call)) {
      return generated(call);
    }
    if (value instanceof Value.Call call
        && call.function().text().equals(DefaultValue.NextValue.FUNCTION)) {
      return NextValues.read(call, problems).map(next -> next);
    }
    if (value instanceof Value.Call call && OwnedSequences.isOne(call)) {
      return OwnedSequences.read(call, type, problems).map(sequence -> sequence);
    }
    if (value instanceof Value.Call call) {
      Optional<DefaultValue> function =
          Stream.of(DefaultValue.Function.values())
              .filter(each -> each.text().equals(call.function().text() + "()"))
              .findFirst()
              .map(each -> each);
      return function.isPresent() && call.arguments().isEmpty()
          ? function
          : refuse(
              value.span(),
              "a default function is one of now(), uuid(), autoincrement(), serial() and"
                  + " nextval(…)");
    }
    if (value instanceof Value.Sql sql) {
      return expression(sql)
          .map(ExpressionText::canonical)
          .map(text -> new DefaultValue.Expression(new SqlExpression(text)));
    }
    return literal(value, type).map(literal -> literal);
  }

  private Optional<DefaultValue> generated(Value.Call call) {
    Optional<GeneratedCall> read = GeneratedCall.of(call);
    if (read.isEmpty()) {
      return refuse(call.span(), GeneratedCall.FORM);
    }
    return expression(read.get().sql())
        .map(ExpressionText::canonical)
        .map(text -> new DefaultValue.Generated(new SqlExpression(text), read.get().virtual()));
  }

  private Optional<DefaultValue.Literal> literal(Value value, FieldType type) {
    Optional<DefaultValue.Literal> literal = LiteralReader.literal(value);
    if (literal.isEmpty()) {
      return refuse(value.span(), "%s takes a literal or sql(\"…\")".formatted(type.text()));
    }
    if (type instanceof FieldType.OfEnum || type instanceof FieldType.Reference) {
      return type instanceof FieldType.OfEnum && literal.get() instanceof DefaultValue.Text text
          ? quotedLabel(text.text(), value.span())
          : literal;
    }
    Fit<DefaultValue.Literal> fit = LiteralReader.fit(Shape.empty(), type, value);
    if (fit instanceof Fit.Mismatch<DefaultValue.Literal> misfit) {
      problems.accept(
          Diagnostic.error(DiagnosticCode.PLAN_VALUE, value.span(), misfit.problem())
              .withHint(misfit.hint()));
      return Optional.empty();
    }
    return Optional.of(((Fit.Fits<DefaultValue.Literal>) fit).canonical());
  }

  private Optional<DefaultValue.Literal> quotedLabel(String label, SourceSpan span) {
    return LABEL.matcher(label).matches() && !NO_LABELS.contains(label)
        ? Optional.of(new DefaultValue.EnumValue(label))
        : refuse(span, "this cannot be a value of an enum");
  }

  private <T> Optional<T> refuse(SourceSpan span, String message) {
    problems.accept(Diagnostic.error(DiagnosticCode.PLAN_VALUE, span, message));
    return Optional.empty();
  }
}
