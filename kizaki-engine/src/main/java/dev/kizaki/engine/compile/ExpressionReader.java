package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_DEFAULT;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.engine.sql.ExpressionText;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.WholeSql;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads SQL after the {@code =} of a field: a default, or the value of a generated field. */
final class ExpressionReader {
  private final Entity entity;
  private final Consumer<Diagnostic> problems;

  /**
   * @param entity all fields of the entity, whose columns the SQL can name
   */
  ExpressionReader(Entity entity, Consumer<Diagnostic> problems) {
    this.entity = entity;
    this.problems = problems;
  }

  /** The default; empty if a problem was reported. */
  Optional<DefaultValue> defaultValue(Value.Sql sql) {
    Optional<String> text = text(sql);
    Optional<String> column = text.flatMap(given -> EntityExpressions.columnIn(entity, given));
    column.ifPresent(
        name ->
            refuse(
                sql.text().span(),
                "a default cannot name a column of its table, such as %s".formatted(name),
                "write generated(sql(\"…\")) for a value that is computed from other columns"));
    return column.isPresent()
        ? Optional.empty()
        : text.map(given -> new DefaultValue.Expression(new SqlExpression(given)));
  }

  /** The value of a generated field; empty if a problem was reported. */
  Optional<DefaultValue> generated(Value.Call call) {
    Optional<GeneratedCall> read = GeneratedCall.of(call);
    if (read.isEmpty()) {
      refuse(call.span(), GeneratedCall.FORM, "write = generated(sql(\"…\"))");
      return Optional.empty();
    }
    return text(read.get().sql())
        .map(
            given ->
                new DefaultValue.Generated(
                    EntityExpressions.of(entity, given), read.get().virtual()));
  }

  private Optional<String> text(Value.Sql sql) {
    String text = sql.text().text();
    Optional<String> problem = WholeSql.problemOfExpression(text);
    if (problem.isPresent()) {
      refuse(sql.text().span(), problem.get(), "write one whole expression");
      return Optional.empty();
    }
    if (readsOtherRows(text)) {
      refuse(
          sql.text().span(),
          "the expression of a column cannot contain a query",
          "compute the value from the row alone, or in a function");
      return Optional.empty();
    }
    return Optional.of(ExpressionText.canonical(text));
  }

  private static boolean readsOtherRows(String text) {
    return SqlTokens.of(text).stream()
        .anyMatch(
            token ->
                token.kind() == SqlTokens.Kind.WORD && token.text().equalsIgnoreCase("select"));
  }

  private void refuse(SourceSpan span, String problem, String hint) {
    problems.accept(Diagnostic.error(INVALID_DEFAULT, span, problem).withHint(hint));
  }
}
