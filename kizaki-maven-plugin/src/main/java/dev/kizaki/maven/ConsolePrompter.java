package dev.kizaki.maven;

import dev.kizaki.engine.api.Prompter;
import java.io.Console;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks at the terminal of the Java process. Its lines have no {@code [INFO]}, because they are not
 * part of the log: they are also printed with {@code -q} and with a log file.
 */
final class ConsolePrompter implements Prompter {
  private final ConsoleLines style = new ConsoleLines(MavenStyles.ofMaven());
  private final Console console;

  private ConsolePrompter(Console console) {
    this.console = Objects.requireNonNull(console, "console");
  }

  /** Absent if the input or the output is not a terminal. */
  static Optional<Prompter> ofTerminal() {
    return Optional.ofNullable(System.console())
        .filter(ConsolePrompter::isTerminal)
        .map(ConsolePrompter::new);
  }

  /** Up to Java 21, a console exists only at a terminal. A later Java has a method that tells. */
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
    lines.forEach(line -> console.printf("%s%n", style.prompted(line)));
    return Optional.ofNullable(console.readLine("%s", prompt));
  }
}
