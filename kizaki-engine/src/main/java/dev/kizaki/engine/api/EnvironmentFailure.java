package dev.kizaki.engine.api;

/**
 * Something around the project is broken: for example, a server does not answer, or a directory
 * cannot be written. The message names the cause and the next step; it never contains a secret.
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
