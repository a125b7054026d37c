package dev.kizaki.engine.api;

/**
 * Something around the project is broken: a server that does not answer, a directory that cannot be
 * written. The message says what, and what to do; it never holds a secret.
 */
public class EnvironmentFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EnvironmentFailure(String message) {
    super(message);
  }

  public EnvironmentFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
