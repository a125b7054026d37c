package dev.kizaki.maven;

import dev.kizaki.engine.api.Reporter;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** Writes the engine's lines to Maven's log, in Maven's styles if there is a terminal. */
final class MavenReporter implements Reporter {
  private static final int INFO = "[INFO] ".length();
  private static final int WARNING = "[WARNING] ".length();

  private final Log log;
  private final boolean atConsole;
  private final Optional<Integer> columns;
  private final ConsoleLines console;

  /**
   * @param atConsole whether a person at a console reads the log
   */
  MavenReporter(Log log, boolean atConsole, MavenStyles styles) {
    this.log = Objects.requireNonNull(log, "log");
    this.atConsole = atConsole;
    this.columns = atConsole ? styles.columns() : Optional.empty();
    this.console = new ConsoleLines(styles);
  }

  @Override
  public void database(String line) {
    log.info(line);
  }

  @Override
  public void info(String line) {
    ConsoleLines.wrapped(line, width(INFO)).stream().map(console.info(line)).forEach(log::info);
  }

  @Override
  public void warn(String line) {
    ConsoleLines.wrapped(line, width(WARNING)).stream()
        .map(console.warning(line))
        .forEach(log::warn);
  }

  private int width(int prefix) {
    return columns.map(all -> Math.max(all - prefix, 20)).orElse(Integer.MAX_VALUE);
  }

  @Override
  public int columns() {
    return columns.map(all -> all - INFO).orElseGet(Reporter.super::columns);
  }

  @Override
  public boolean atConsole() {
    return atConsole;
  }
}
