package dev.kizaki.engine.api;

import java.util.List;
import java.util.Optional;

/**
 * Asks a person at a console. A goal calls it only from the thread that called the goal, so that an
 * implementation need not be thread-safe.
 */
public interface Prompter {
  /**
   * Prints lines, then a prompt without a line end, and reads one line. The lines and the prompt
   * contain no line end and no colour, and they fit into 80 columns unless names are very long.
   *
   * @return the line without its line end; empty at the end of input
   */
  Optional<String> ask(List<String> lines, String prompt);
}
