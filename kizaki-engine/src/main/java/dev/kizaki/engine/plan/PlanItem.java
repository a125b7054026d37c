package dev.kizaki.engine.plan;

/** A statement, or a choice that nobody has made yet. */
public sealed interface PlanItem permits PlanStatement, Choice {
  /** Whether a {@code [RESOLVE]} stands in it. */
  boolean isOpen();
}
