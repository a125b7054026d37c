package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.inspire.format.AstFormatter;

/** Prints single statements of a plan. */
public final class StatementText {
  private StatementText() {}

  /**
   * The statement in canonical layout. It starts at column 0; if it has more lines, they are
   * indented relative to the first one.
   */
  public static String of(PlanStatement statement) {
    return AstFormatter.format(StatementNodes.of(statement));
  }
}
