package dev.kizaki.engine.replay;

import java.util.Objects;

/**
 * A statement that is invalid at its position in the plan. The message is one sentence without a
 * final period and without a location.
 */
public final class PlanFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates a fault without a stack trace, because it reports a mistake in a plan, not in the
   * program.
   */
  public PlanFault(String message) {
    super(Objects.requireNonNull(message, "message"), null, false, false);
  }
}
