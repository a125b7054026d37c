package dev.kizaki.engine.api;

/** The database answers, and what is asked of it cannot be read. */
public final class UnreadableDatabase extends EnvironmentFailure {
  private static final long serialVersionUID = 1L;

  public UnreadableDatabase(String message, Throwable cause) {
    super(message, cause);
  }
}
