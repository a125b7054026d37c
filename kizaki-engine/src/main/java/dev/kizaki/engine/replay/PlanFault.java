package dev.kizaki.engine.replay;

import java.util.Objects;

/** A statement that cannot stand where it stands. The message is one sentence without a place. */
public final class PlanFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault without a stack trace: it is an answer and no failure. */
  public PlanFault(String message) {
    super(Objects.requireNonNull(message, "message"), null, false, false);
  }
}
