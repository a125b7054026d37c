package dev.kizaki.engine.api;

import java.util.Optional;

/**
 * A goal refuses a request, for a reason that the user can correct. The message is one clear
 * sentence, or a list under one sentence, and it names the place, the cause and the next step.
 * Unless the method that throws it documents otherwise, nothing was changed.
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
   * Throws a refusal if there is a reason for one.
   *
   * @param message the reason; absent for no refusal
   */
  public static void throwIf(Optional<String> message) {
    if (message.isPresent()) {
      throw new Refusal(message.get());
    }
  }
}
