package dev.kizaki.engine.embedded;

/**
 * An operation of the embedded server has failed. The message says which one, why, and what to do
 * next. It never contains the password.
 */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure that this package has detected itself. */
  public EmbeddedServerException(String message) {
    super(message);
  }

  /** A failure with the exception that caused it. */
  public EmbeddedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
