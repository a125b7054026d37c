package dev.kizaki.maven;

import dev.kizaki.engine.api.Reporter;
import java.util.Objects;
import org.apache.maven.plugin.logging.Log;

/** Writes the engine's lines to Maven's log. */
final class MavenReporter implements Reporter {
  private final Log log;
  private final boolean atConsole;

  /**
   * @param atConsole whether a person at a console reads the log
   */
  MavenReporter(Log log, boolean atConsole) {
    this.log = Objects.requireNonNull(log, "log");
    this.atConsole = atConsole;
  }

  @Override
  public void info(String line) {
    log.info(line);
  }

  @Override
  public void warn(String line) {
    log.warn(line);
  }

  @Override
  public boolean atConsole() {
    return atConsole;
  }
}
