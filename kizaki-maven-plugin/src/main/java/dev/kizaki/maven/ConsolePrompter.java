package dev.kizaki.maven;

import dev.kizaki.engine.api.Prompter;
import java.io.Console;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks at the terminal that Java was started in. Its lines bear no {@code [INFO]}: they are a talk
 * and no log, and are there under {@code -q} and with a log file too.
 */
final class ConsolePrompter implements Prompter {
  private final Console console;

  private ConsolePrompter(Console console) {
    this.console = Objects.requireNonNull(console, "console");
  }

  /** Absent where input or output is none of a terminal. */
  static Optional<Prompter> ofTerminal() {
    return Optional.ofNullable(System.console())
        .filter(ConsolePrompter::isTerminal)
        .map(ConsolePrompter::new);
  }

  /**
   * Up to Java 21 there is a console only where there is a terminal; later ones have to be asked.
   */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  @Override
  public Optional<String> ask(List<String> lines, String prompt) {
    lines.forEach(line -> console.printf("%s%n", line));
    return Optional.ofNullable(console.readLine("%s", prompt));
  }
}
