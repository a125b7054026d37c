package dev.kizaki.engine.api;

/** Hears what a goal has to say while it runs. A line holds no line end and no colour. */
public interface Reporter {
  void info(String line);

  void warn(String line);

  /** Whether somebody at a console reads along, and so wants to hear of slow work more often. */
  default boolean atConsole() {
    return false;
  }
}
