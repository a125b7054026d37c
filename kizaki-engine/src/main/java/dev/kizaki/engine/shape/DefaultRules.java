package dev.kizaki.engine.shape;

import java.util.Optional;

/**
 * Which default fits which field: a literal by {@link LiteralRules}, or a function that makes
 * values of the field's type. A reference takes a literal of the referenced column's type, and no
 * function: a value that is made up refers to nothing.
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
      return function(type, nullable, function);
    }
    Fit<DefaultValue.Literal> fit = LiteralRules.fit(shape, type, (DefaultValue.Literal) value);
    if (fit instanceof Fit.Misfit<DefaultValue.Literal> misfit) {
      return new Fit.Misfit<>(misfit.problem(), misfit.hint());
    }
    return new Fit.Fits<>(((Fit.Fits<DefaultValue.Literal>) fit).canonical());
  }

  private static Fit<DefaultValue> function(
      FieldType type, boolean nullable, DefaultValue.Function function) {
    if (type instanceof FieldType.Reference) {
      return misfit(function.text() + " cannot be the default of a reference", Optional.empty());
    }
    boolean made =
        type instanceof FieldType.Simple simple
            && !simple.array()
            && switch (function) {
              case NOW -> simple.scalar() == Scalar.DATETIME || simple.scalar() == Scalar.DATE;
              case UUID -> simple.scalar() == Scalar.UUID;
              case AUTOINCREMENT -> simple.scalar().isInteger();
            };
    if (!made) {
      return misfit(
          function.text() + " makes " + made(function) + ", not " + type.text(), Optional.empty());
    }
    if (function == DefaultValue.Function.AUTOINCREMENT && nullable) {
      return misfit(
          "a field with autoincrement() is never null",
          Optional.of("remove the ? behind its type"));
    }
    return new Fit.Fits<>(function);
  }

  private static String made(DefaultValue.Function function) {
    return switch (function) {
      case NOW -> "datetime and date values";
      case UUID -> "uuid values";
      case AUTOINCREMENT -> "int, smallint and bigint values";
    };
  }

  private static Fit<DefaultValue> misfit(String problem, Optional<String> hint) {
    return new Fit.Misfit<>(problem, hint);
  }
}
