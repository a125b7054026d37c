package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_DEFAULT;
import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_EXPRESSION;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Checks that a string which SQL certainly uses as a label of an enum is one. */
final class LabelRules {
  private final Shape shape;
  private final Consumer<Diagnostic> problems;

  LabelRules(Shape shape, Consumer<Diagnostic> problems) {
    this.shape = shape;
    this.problems = problems;
  }

  /** Checks one entity, which the shape has. */
  void check(ParsedEntity parsed) {
    Entity entity = shape.entity(parsed.name().text()).orElseThrow();
    for (ParsedCheck each : parsed.checks()) {
      check(entity, Optional.empty(), each.check().expression(), INVALID_EXPRESSION, each.span());
    }
    for (ParsedGroup<?> each : parsed.indexes()) {
      each.group()
          .expressions()
          .forEach(sql -> check(entity, Optional.empty(), sql, INVALID_EXPRESSION, each.span()));
    }
    for (Field field : entity.fields()) {
      Optional<SourceSpan> span =
          parsed
              .fields()
              .get(field.name())
              .declaration()
              .flatMap(FieldDeclaration::defaultValue)
              .map(Value::span);
      if (field.sql().isPresent() && span.isPresent()) {
        check(entity, Optional.of(field), field.sql().get(), INVALID_DEFAULT, span.get());
      }
    }
  }

  private void check(
      Entity entity,
      Optional<Field> field,
      SqlExpression sql,
      DiagnosticCode code,
      SourceSpan span) {
    Set<String> columns = new HashSet<>();
    for (Field each : entity.fields()) {
      shape
          .columnType(each.type())
          .filter(FieldType.OfEnum.class::isInstance)
          .ifPresent(type -> columns.add(((FieldType.OfEnum) type).name()));
    }
    for (EnumType type : shape.enums()) {
      String name = DatabaseNames.CURRENT.enumType(type);
      if (!columns.contains(type.name()) && !sql.text().contains(name)) {
        continue;
      }
      EntityExpressions.unknownLabel(shape, entity, field, type, sql)
          .ifPresent(
              label ->
                  problems.accept(
                      Diagnostic.error(
                              code,
                              span,
                              "'%s' is no label of the enum %s".formatted(label, type.name()))
                          .withHint(
                              "write one of its labels in the database: %s"
                                  .formatted(String.join(", ", type.allLabels())))));
    }
  }
}
