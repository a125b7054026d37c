package dev.kizaki.engine.api;

/**
 * The answer "no", for a reason that the user can mend. The message is one clear sentence (or a
 * list under one), with place, cause and next step; nothing was changed.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Refusal(String message) {
    super(message);
  }

  public Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
