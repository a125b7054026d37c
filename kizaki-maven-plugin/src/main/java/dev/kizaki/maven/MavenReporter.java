package dev.kizaki.maven;

import dev.kizaki.engine.api.Reporter;
import java.util.Objects;
import org.apache.maven.plugin.logging.Log;

/** Hands the engine's lines to Maven's log, one by one. */
final class MavenReporter implements Reporter {
  private final Log log;
  private final boolean atConsole;

  /**
   * @param atConsole whether somebody reads along
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
