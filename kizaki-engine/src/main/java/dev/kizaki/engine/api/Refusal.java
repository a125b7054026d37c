package dev.kizaki.engine.api;

import java.util.Optional;

/**
 * A goal refuses a request, for a reason that the user can correct. The message is one clear
 * sentence, or a list under one sentence, and it names the place, the cause and the next step.
 * Unless the method that throws it documents otherwise, nothing was changed.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Null in a refusal without a code. */
  private final RefusalCode code;

  public Refusal(RefusalCode code, String message) {
    super(message);
    this.code = code;
  }

  public Refusal(RefusalCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A refusal without a code: each error in its message has a code, or it has none yet. */
  public Refusal(String message) {
    super(message);
    this.code = null;
  }

  /** The same with a cause. */
  public Refusal(String message, Throwable cause) {
    super(message, cause);
    this.code = null;
  }

  /** The kind of refusal. The message does not contain it: the front end prints it. */
  public Optional<RefusalCode> code() {
    return Optional.ofNullable(code);
  }

  /** The message with the code at the end of its first line, as people see it. */
  public String messageWithCode() {
    return code().map(found -> found.in(getMessage())).orElseGet(this::getMessage);
  }

  /**
   * Throws a refusal if there is a reason for one.
   *
   * @param message the reason; absent for no refusal
   */
  public static void throwIf(RefusalCode code, Optional<String> message) {
    if (message.isPresent()) {
      throw new Refusal(code, message.get());
    }
  }

  /** The same without a code. */
  public static void throwIf(Optional<String> message) {
    if (message.isPresent()) {
      throw new Refusal(message.get());
    }
  }
}
