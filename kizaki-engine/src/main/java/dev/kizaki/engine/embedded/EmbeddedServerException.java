package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import java.util.Objects;

/**
 * An operation of the embedded server has failed. The message says which one, why, and what to do
 * next. It never contains the password.
 */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;

  /** A failure that this package has detected itself. */
  public EmbeddedServerException(RefusalCode code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** A failure with the exception that caused it. */
  public EmbeddedServerException(RefusalCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** The kind of failure. */
  public RefusalCode code() {
    return code;
  }
}
