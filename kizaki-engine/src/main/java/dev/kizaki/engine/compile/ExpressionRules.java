package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_EXPRESSION;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.WholeSql;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is wrong with an SQL expression of a schema, as far as it is known without a server: it must
 * be one expression, and it names columns, not fields.
 */
final class ExpressionRules {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final Consumer<Diagnostic> problems;

  ExpressionRules(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  /**
   * Reports what is wrong with the expression; returns whether nothing is.
   *
   * @param fields the fields of the entity
   */
  boolean check(String entity, List<Field> fields, Value.Sql sql) {
    String text = sql.text().text();
    Optional<String> problem = WholeSql.problemOfExpression(text);
    if (problem.isPresent()) {
      problems.accept(Diagnostic.error(INVALID_EXPRESSION, sql.text().span(), problem.get()));
      return false;
    }
    Optional<Field> field = fieldAsColumn(fields, text);
    field.ifPresent(
        named ->
            problems.accept(
                Diagnostic.error(
                        INVALID_EXPRESSION,
                        sql.text().span(),
                        "SQL names columns, and the column of %s.%s is %s"
                            .formatted(
                                entity,
                                named.name(),
                                Quoting.identifierIfNeeded(NAMES.column(named))))
                    .withHint(
                        "write %s in place of %s"
                            .formatted(
                                Quoting.identifierIfNeeded(NAMES.column(named)), named.name()))));
    return field.isEmpty();
  }

  /**
   * A field that the text names although its column has another name, and no column has this one.
   */
  private static Optional<Field> fieldAsColumn(List<Field> fields, String text) {
    List<String> words =
        SqlTokens.of(text).stream()
            .filter(token -> token.kind() == Kind.WORD)
            .map(SqlTokens.Token::text)
            .filter(word -> !word.equals(word.toLowerCase(Locale.ROOT)))
            .toList();
    return fields.stream()
        .filter(field -> words.contains(field.name()))
        .filter(
            field ->
                fields.stream()
                    .noneMatch(
                        other -> NAMES.column(other).equals(field.name().toLowerCase(Locale.ROOT))))
        .findFirst();
  }
}
