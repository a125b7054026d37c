package dev.kizaki.engine.shape;

import java.util.Optional;

/**
 * Which defaults a field can have: a literal that {@link LiteralRules} accepts, an expression,
 * whose type only a database knows, or a function that returns values of the field's type. A
 * reference can have a literal of the referenced column's type, but no function, because a
 * generated value does not refer to a row.
 */
public final class DefaultRules {
  private DefaultRules() {}

  /**
   * Whether a field of this type can have the default.
   *
   * @param shape where enums and referenced columns are looked up
   */
  public static Fit<DefaultValue> fit(
      ShapeView shape, FieldType type, boolean nullable, DefaultValue value) {
    if (value instanceof DefaultValue.Function function) {
      return function(type, function);
    }
    if (value instanceof DefaultValue.OwnedSequence sequence) {
      return sequence(type, nullable, sequence);
    }
    if (value instanceof DefaultValue.NextValue next) {
      return nextValue(shape, type, next);
    }
    if (value instanceof DefaultValue.Generated generated) {
      return generated.virtual() ? virtual(shape, type, generated) : new Fit.Fits<>(value);
    }
    if (value instanceof DefaultValue.Expression) {
      return new Fit.Fits<>(value);
    }
    Fit<DefaultValue.Literal> fit = LiteralRules.fit(shape, type, (DefaultValue.Literal) value);
    if (fit instanceof Fit.Mismatch<DefaultValue.Literal> mismatch) {
      return new Fit.Mismatch<>(mismatch.problem(), mismatch.hint());
    }
    return new Fit.Fits<>(((Fit.Fits<DefaultValue.Literal>) fit).canonical());
  }

  private static Fit<DefaultValue> function(FieldType type, DefaultValue.Function function) {
    if (type instanceof FieldType.Reference) {
      return ofReference(function.text());
    }
    boolean hasType =
        type instanceof FieldType.Simple simple
            && !simple.array()
            && switch (function) {
              case NOW ->
                  simple.isTimestamp()
                      || simple.scalar() == Scalar.DATE
                      || simple.scalar() == Scalar.TIME;
              case UUID -> simple.scalar() == Scalar.UUID;
            };
    if (!hasType) {
      return otherResults(function.text(), results(function), type);
    }
    return new Fit.Fits<>(function);
  }

  private static Fit<DefaultValue> nextValue(
      ShapeView shape, FieldType type, DefaultValue.NextValue next) {
    if (shape.sequence(next.sequence()).isEmpty()) {
      return mismatch("there is no sequence %s".formatted(next.sequence()), Optional.empty());
    }
    if (type instanceof FieldType.Reference) {
      return ofReference(next.text());
    }
    return type.isNumber()
        ? new Fit.Fits<>(next)
        : mismatch(
            "%s returns numbers, not %s".formatted(next.text(), type.text()), Optional.empty());
  }

  /** PostgreSQL documentation, section 5.4. */
  private static Fit<DefaultValue> virtual(
      ShapeView shape, FieldType type, DefaultValue.Generated generated) {
    return shape.columnType(type).orElse(type) instanceof FieldType.OfEnum
        ? mismatch(
            "a virtual field cannot have an enum as its type",
            Optional.of("remove the word virtual, so that it is stored"))
        : new Fit.Fits<>(generated);
  }

  private static Fit<DefaultValue> sequence(
      FieldType type, boolean nullable, DefaultValue.OwnedSequence sequence) {
    if (type instanceof FieldType.Reference) {
      return ofReference(sequence.text());
    }
    if (!type.isInteger() || type.isArray()) {
      return otherResults(sequence.text(), "int, smallint and bigint values", type);
    }
    Optional<SequenceRules.Problem> problem =
        SequenceRules.problem(sequence.options(), ((FieldType.Simple) type).scalar());
    if (problem.isPresent()) {
      return mismatch(problem.get().text(), Optional.empty());
    }
    return nullable && sequence.isIdentity()
        ? mismatch(
            "a field with %s cannot be nullable".formatted(sequence.text()),
            Optional.of("remove the ? after its type"))
        : new Fit.Fits<>(sequence);
  }

  private static Fit<DefaultValue> ofReference(String function) {
    return mismatch(
        "%s cannot be the default of a reference".formatted(function), Optional.empty());
  }

  private static Fit<DefaultValue> otherResults(String function, String results, FieldType type) {
    return mismatch(
        "%s returns %s, not %s".formatted(function, results, type.text()), Optional.empty());
  }

  private static String results(DefaultValue.Function function) {
    return switch (function) {
      case NOW -> "datetime, timestamp, date and time values";
      case UUID -> "uuid values";
    };
  }

  private static Fit<DefaultValue> mismatch(String problem, Optional<String> hint) {
    return new Fit.Mismatch<>(problem, hint);
  }
}
