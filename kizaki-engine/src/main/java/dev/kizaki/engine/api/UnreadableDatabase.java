package dev.kizaki.engine.api;

/** The database answers, but its catalog or its history table cannot be read. */
public final class UnreadableDatabase extends EnvironmentFailure {
  private static final long serialVersionUID = 1L;

  public UnreadableDatabase(RefusalCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
