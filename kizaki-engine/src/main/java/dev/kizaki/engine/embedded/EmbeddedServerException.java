package dev.kizaki.engine.embedded;

/**
 * The embedded server cannot do what was asked. The message says what, why and what to do next; it
 * never holds the password.
 */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure that this package itself found. */
  public EmbeddedServerException(String message) {
    super(message);
  }

  /** A failure that something below reported. */
  public EmbeddedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
