package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_DEFAULT;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.GeneratedRules;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.function.Consumer;

/** Checks the generated fields of an entity against its other parts. */
final class GeneratedFieldRules {
  private final Consumer<Diagnostic> problems;

  GeneratedFieldRules(Consumer<Diagnostic> problems) {
    this.problems = problems;
  }

  void check(ParsedEntity parsed, Entity entity) {
    for (Field field : entity.fields()) {
      if (field.isGenerated()) {
        GeneratedRules.problems(entity, field)
            .findFirst()
            .ifPresent(problem -> report(parsed, problem));
      }
    }
  }

  private void report(ParsedEntity parsed, GeneratedRules.Problem problem) {
    parsed
        .fields()
        .get(problem.field())
        .declaration()
        .flatMap(FieldDeclaration::defaultValue)
        .map(Value::span)
        .ifPresent(
            span ->
                problems.accept(
                    Diagnostic.error(INVALID_DEFAULT, span, problem.text())
                        .withHint(problem.hint())));
  }
}
