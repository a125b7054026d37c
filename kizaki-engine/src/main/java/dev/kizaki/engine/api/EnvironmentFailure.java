package dev.kizaki.engine.api;

import java.util.Objects;

/**
 * Something around the project is broken: for example, a server does not answer, or a directory
 * cannot be written. The message names the cause and the next step; it never contains a secret.
 */
public class EnvironmentFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;

  public EnvironmentFailure(RefusalCode code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code, "code");
  }

  public EnvironmentFailure(RefusalCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** A failure of the same kind, with a message that says more. */
  public final EnvironmentFailure withMessage(String message) {
    return new EnvironmentFailure(code, message, this);
  }

  /** The same, for a goal that continues and reports it with what else is wrong. */
  public final Refusal asRefusal() {
    return new Refusal(getMessage(), messageWithCode());
  }

  /** The kind of failure. The message does not contain it: the front end prints it. */
  public final RefusalCode code() {
    return code;
  }

  /** The message with the code at the end of its first line, as people see it. */
  public final String messageWithCode() {
    return code.in(getMessage());
  }
}
