package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.DefaultValue.Literal;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Fit;
import dev.kizaki.engine.shape.LiteralRules;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.DidYouMean;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts literals of the syntax tree to values of a type. {@link LiteralRules} has the rules for
 * the values.
 */
public final class LiteralReader {
  private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{4}");

  private LiteralReader() {}

  /**
   * Whether a field of this type can hold the value as it is written. {@code null}, functions, SQL
   * and open markers are not literals and are always refused.
   *
   * @param shape where enums and referenced columns are looked up
   */
  public static Fit<Literal> fit(ShapeView shape, FieldType type, Value value) {
    Optional<Literal> literal = literal(value);
    if (literal.isEmpty()) {
      return new Fit.Mismatch<>(
          "%s takes %s"
              .formatted(type.text(), type.isArray() ? "only the empty array []" : "one literal"),
          Optional.empty());
    }
    Fit<Literal> fit = LiteralRules.fit(shape, type, literal.get());
    return fit instanceof Fit.Mismatch<Literal> mismatch && mismatch.hint().isEmpty()
        ? new Fit.Mismatch<>(mismatch.problem(), nearestEnumValue(shape, type, literal.get()))
        : fit;
  }

  /** Returns the literal, independent of a type; empty if the value is not a literal. */
  public static Optional<Literal> literal(Value value) {
    if (value instanceof Value.Text text) {
      return Optional.of(new DefaultValue.Text(text.text()));
    }
    if (value instanceof Value.Number number) {
      return number(number.digits());
    }
    if (value instanceof Value.Boolean bool) {
      return Optional.of(new DefaultValue.Boolean(bool.value()));
    }
    if (value instanceof Value.Word word) {
      return Optional.of(new DefaultValue.EnumValue(word.name().text()));
    }
    return value instanceof Value.Sequence sequence && sequence.elements().isEmpty()
        ? Optional.of(new DefaultValue.EmptyArray())
        : Optional.empty();
  }

  /** A number that the parser has refused may not fit into memory, because of its exponent. */
  private static Optional<Literal> number(String digits) {
    if (digits.length() > DefaultValue.Number.LONGEST || LONG_EXPONENT.matcher(digits).find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DefaultValue.Number(new BigDecimal(digits)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> nearestEnumValue(
      ShapeView shape, FieldType type, Literal literal) {
    return label(literal)
        .flatMap(
            label ->
                shape
                    .columnType(type)
                    .filter(column -> column instanceof FieldType.OfEnum && !column.isArray())
                    .flatMap(column -> shape.enumType(((FieldType.OfEnum) column).name()))
                    .flatMap(enumType -> DidYouMean.hint(label, "", enumType.values())));
  }

  private static Optional<String> label(Literal literal) {
    if (literal instanceof DefaultValue.EnumValue value) {
      return Optional.of(value.value());
    }
    return literal instanceof DefaultValue.Text text ? Optional.of(text.text()) : Optional.empty();
  }
}
