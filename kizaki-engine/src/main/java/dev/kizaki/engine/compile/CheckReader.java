package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_CHECK;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads {@code @check(sql("…"))}. */
final class CheckReader {
  private final ExpressionRules rules;
  private final StatedNames names;
  private final Consumer<Diagnostic> problems;

  CheckReader(Consumer<Diagnostic> problems) {
    this.problems = problems;
    rules = new ExpressionRules(problems);
    names = new StatedNames(problems);
  }

  /**
   * Reads the checks of an entity. Wrong ones are reported and left out.
   *
   * @param fields the fields of the entity that have types
   */
  List<ParsedCheck> read(String entity, List<Field> fields, List<Annotation> annotations) {
    Map<SqlExpression, ParsedCheck> checks = new HashMap<>();
    return annotations.stream()
        .filter(annotation -> annotation.name().text().equals(SchemaAnnotations.CHECK))
        .flatMap(annotation -> check(entity, fields, annotation).stream())
        .filter(check -> isNew(check, checks))
        .toList();
  }

  private boolean isNew(ParsedCheck check, Map<SqlExpression, ParsedCheck> checks) {
    ParsedCheck first = checks.putIfAbsent(check.check().expression(), check);
    if (first != null) {
      problems.accept(
          Diagnostic.error(INVALID_CHECK, check.span(), "this check is declared twice")
              .withHint("remove one of them")
              .withRelated(first.span(), "first declared here"));
    }
    return first == null;
  }

  private Optional<ParsedCheck> check(String entity, List<Field> fields, Annotation annotation) {
    CheckValues values = CheckValues.of(annotation);
    Optional<String> named = names.named(values.named());
    return values
        .expression()
        .filter(sql -> rules.check(entity, fields, sql))
        .map(
            sql ->
                new ParsedCheck(
                    new Check(
                        EntityExpressions.of(fields, sql.text().text()), values.notValid(), named),
                    annotation.span()));
  }
}
