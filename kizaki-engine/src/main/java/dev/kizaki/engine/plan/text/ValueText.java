package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.inspire.format.AstFormatter;

/** Prints single values of a plan. */
public final class ValueText {
  private ValueText() {}

  /** The value as a plan contains it. */
  public static String of(PlanValue value) {
    return AstFormatter.format(ValueNodes.of(value));
  }
}
