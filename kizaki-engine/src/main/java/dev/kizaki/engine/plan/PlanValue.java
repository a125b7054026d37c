package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.DefaultValue;
import java.util.Objects;

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

  /** {@code [RESOLVE]}: the user has not decided yet. */
  record Unresolved() implements PlanValue {}
}
