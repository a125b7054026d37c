package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.DefaultValue;
import java.util.Objects;
import java.util.Optional;

/** A value that a statement gives to rows. */
public sealed interface PlanValue {
  /** Whether the user has not decided on the value yet. */
  default boolean isOpen() {
    return this instanceof Unresolved;
  }

  /** A literal of the field's type. */
  record Literal(DefaultValue.Literal value) implements PlanValue {
    public Literal {
      Objects.requireNonNull(value, "value");
    }
  }

  /** {@code sql("…")}: an expression over the row's columns. */
  record Sql(String expression) implements PlanValue {
    public Sql {
      Objects.requireNonNull(expression, "expression");
    }
  }

  /** {@code null}. */
  record Null() implements PlanValue {}

  /**
   * The value of another field of the row in the type of this one. Both fields stay in step until
   * the old version of the application has stopped. It stands in the phases of a plan, and in no
   * plan.
   *
   * @param entity the entity of both
   * @param from the field that the old version knows
   * @param using the expression for the conversion, over the row with the old field; absent if it
   *     is a cast
   * @param otherwise the value where the conversion gives null
   * @param standard the default of the new field, which its column gets only later
   * @param back an expression for the value of the old field, over the row with the new one; absent
   *     if it is a cast
   */
  record Converted(
      String entity,
      String from,
      Optional<PlanValue> using,
      Optional<PlanValue> otherwise,
      Optional<DefaultValue> standard,
      Optional<String> back)
      implements PlanValue {
    public Converted {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(using, "using");
      Objects.requireNonNull(otherwise, "otherwise");
      Objects.requireNonNull(standard, "standard");
      Objects.requireNonNull(back, "back");
    }
  }

  /** {@code [RESOLVE]}: the user has not decided yet. */
  record Unresolved() implements PlanValue {}
}
