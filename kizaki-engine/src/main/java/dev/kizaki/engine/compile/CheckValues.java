package dev.kizaki.engine.compile;

import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.CheckNode;
import dev.kizaki.inspire.ast.Value;
import java.util.List;
import java.util.Optional;

/**
 * The expression and the options of a check as written, in a schema or a plan. What the parser has
 * refused is left out.
 *
 * @param expression empty if the parser has refused it
 * @param named the name that it states for its constraint
 */
public record CheckValues(
    Optional<Value.Sql> expression, boolean notValid, Optional<Value.Text> named) {
  /** The words of the options. */
  public static final String NOT_VALID = "notValid";

  public static final String NAMED = "named";

  /** Those of {@code @check(sql("…"), notValid: true)}. */
  public static CheckValues of(Annotation annotation) {
    return of(annotation.arguments());
  }

  /** Those of {@code sql("…"), notValid: true}. */
  public static CheckValues of(CheckNode check) {
    CheckValues options = of(List.copyOf(check.options()));
    return new CheckValues(Optional.of(check.expression()), options.notValid, options.named);
  }

  private static CheckValues of(List<Value> arguments) {
    return new CheckValues(
        arguments.stream()
            .filter(Value.Sql.class::isInstance)
            .map(Value.Sql.class::cast)
            .findFirst(),
        option(arguments, NOT_VALID).isPresent(),
        option(arguments, NAMED).filter(Value.Text.class::isInstance).map(Value.Text.class::cast));
  }

  private static Optional<Value> option(List<? extends Value> arguments, String word) {
    return arguments.stream()
        .filter(Value.Option.class::isInstance)
        .map(Value.Option.class::cast)
        .filter(option -> option.name().text().equals(word))
        .map(Value.Option::value)
        .findFirst();
  }
}
