package dev.kizaki.command;

import dev.kizaki.engine.api.Reporter;
import java.util.List;
import java.util.Optional;

/** Prints what the program reports. */
interface Output extends Reporter {
  /**
   * Prints why the program did not succeed.
   *
   * @param message the message without the code
   * @param printed the message as people see it, with the code
   * @param code the code of the refusal or failure, such as {@code KIZ305}
   */
  void error(String message, String printed, Optional<String> code);

  /**
   * Prints what a program wants to know at the end.
   *
   * @param applied the migrations that a successful run has applied
   */
  void end(ExitCode exit, List<String> applied);
}
