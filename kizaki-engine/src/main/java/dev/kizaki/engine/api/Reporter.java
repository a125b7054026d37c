package dev.kizaki.engine.api;

/**
 * Receives what a goal reports while it runs, each line as soon as it is known and all of them
 * before the goal returns or throws. A line holds no line end and no colour.
 *
 * <p>Lines come from the thread that called the goal, except those about a statement that is still
 * running, which come from another one. Both may report at the same moment.
 */
public interface Reporter {
  /** What was found or done. */
  void info(String line);

  /** What somebody should look at although the goal goes on. */
  void warn(String line);

  /** Whether somebody at a console reads along, and so wants to hear of slow work more often. */
  default boolean atConsole() {
    return false;
  }
}
