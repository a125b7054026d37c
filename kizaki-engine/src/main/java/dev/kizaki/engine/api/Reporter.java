package dev.kizaki.engine.api;

import java.util.function.Supplier;

/**
 * Receives the lines that a goal reports while it runs: each line as soon as it is known, and all
 * of them before the goal returns or throws. A line contains no line end and no colour.
 *
 * <p>Lines come from the thread that called the goal. Lines about a statement that is still running
 * come from another thread, possibly at the same time, so an implementation must be thread-safe.
 */
public interface Reporter {
  /** Receives a line about something that was found or done. */
  void info(String line);

  /** Receives a line that a person should read although the goal continues. */
  void warn(String line);

  /**
   * Receives the line that names the database that the goal uses: before all other lines, and only
   * if the goal opens a database.
   */
  default void database(String line) {
    info(line);
  }

  /** Receives the last line of a goal that a person continues: what to do next. */
  default void next(String line) {
    info(line);
  }

  /**
   * Receives what {@code status} found, as the JSON that {@code kizaki:status} can write to a file.
   * Called before the goal returns or throws.
   *
   * @param json writes the text, which ends with a line end
   */
  default void status(Supplier<String> json) {}

  /** How many columns a line may have; longer notes are broken into several lines. */
  default int columns() {
    return 80 - "[INFO] ".length();
  }

  /** Whether a person at a console reads the lines; then slow work is reported more often. */
  default boolean atConsole() {
    return false;
  }
}
