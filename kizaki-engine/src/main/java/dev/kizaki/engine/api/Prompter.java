package dev.kizaki.engine.api;

import java.util.List;
import java.util.Optional;

/** A person at a console who can be asked. Called from the thread that called the goal. */
public interface Prompter {
  /**
   * Shows lines, then a prompt that the cursor stays behind, and reads one line. What is shown
   * holds no line end and no colour, and fits 80 columns where names are not too long.
   *
   * @return the line without its line end; empty at the end of input
   */
  Optional<String> ask(List<String> lines, String prompt);
}
