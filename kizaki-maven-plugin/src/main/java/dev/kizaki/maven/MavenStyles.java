package dev.kizaki.maven;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;

/**
 * Maven's own styles for messages, and the width of its terminal. Maven decides whether there are
 * colours ({@code -Dstyle.color}; none with {@code -B}, with {@code -l} and without a terminal) and
 * which ({@code -Dstyle.failure}).
 *
 * <p>The class that knows is part of Maven, but Maven does not export it to plugins. It is called
 * by reflection, because a copy of it in the plugin's realm would cost every build the time of
 * another jar. A Maven without this class has no colours and does not wrap lines.
 */
final class MavenStyles {
  private static final String UTILITY = "org.apache.maven.shared.utils.logging.MessageUtils";

  private final Optional<Class<?>> utility;

  private MavenStyles(Optional<Class<?>> utility) {
    this.utility = utility;
  }

  /**
   * The styles of the Maven that runs this build; none without a terminal, unless the user wants
   * them always.
   */
  static MavenStyles of(MavenSession session) {
    boolean wanted =
        "always".equals(session.getUserProperties().getProperty("style.color"))
            || ConsolePrompter.ofTerminal().isPresent();
    return wanted ? ofMaven() : new MavenStyles(Optional.empty());
  }

  /** The styles of the Maven that runs this build. */
  static MavenStyles ofMaven() {
    try {
      return new MavenStyles(Optional.of(MavenSession.class.getClassLoader().loadClass(UTILITY)));
    } catch (ClassNotFoundException e) {
      return new MavenStyles(Optional.empty());
    }
  }

  /** The width of the terminal, in columns; absent if Maven uses no colours or it is unknown. */
  Optional<Integer> columns() {
    return call("isColorEnabled")
        .filter(Boolean.TRUE::equals)
        .flatMap(
            any ->
                call("getTerminalWidth")
                    .map(Integer.class::cast)
                    .filter(columns -> columns > 0)
                    .or(MavenStyles::columnsOfTerminal));
  }

  /** Asks the terminal itself: a Maven without Jansi's native library does not know its width. */
  private static Optional<Integer> columnsOfTerminal() {
    try {
      Process process =
          new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String size =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return size.matches("[0-9]+ [1-9][0-9]{0,4}")
          ? Optional.of(Integer.valueOf(size.substring(size.indexOf(' ') + 1)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no such program, or no terminal
    }
  }

  /** The text as something that a person must not overlook. */
  String alarming(String text) {
    return styled("failure", text);
  }

  /** The text as something that a person has to decide. */
  String open(String text) {
    return styled("warning", text);
  }

  private String styled(String style, String text) {
    return call("buffer")
        .flatMap(
            buffer -> {
              try {
                Class<?> builder =
                    buffer
                        .getClass()
                        .getClassLoader()
                        .loadClass("org.apache.maven.shared.utils.logging.MessageBuilder");
                return Optional.of(
                    builder.getMethod(style, Object.class).invoke(buffer, text).toString());
              } catch (ReflectiveOperationException e) {
                return Optional.empty();
              }
            })
        .orElse(text);
  }

  private Optional<Object> call(String method) {
    return utility.flatMap(
        each -> {
          try {
            Method found = each.getMethod(method);
            return Optional.ofNullable(found.invoke(null));
          } catch (ReflectiveOperationException e) {
            return Optional.empty();
          }
        });
  }
}
