package dev.kizaki.engine.goal.plan;

/** A plan could not be tried. The message is the reason, without a full stop. */
final class NotTriedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTriedException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The first line of a message is the reason. */
  static NotTriedException of(RuntimeException cause) {
    return new NotTriedException(
        cause.getMessage().lines().findFirst().orElse("").replaceFirst("[.]$", ""), cause);
  }
}
