package dev.kizaki.engine.api;

import java.util.Optional;

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

  /**
   * Throws one if there is a reason to.
   *
   * @param message the reason; absent where all is well
   */
  public static void throwIf(Optional<String> message) {
    if (message.isPresent()) {
      throw new Refusal(message.get());
    }
  }
}
