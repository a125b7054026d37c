package dev.kizaki.maven;

import dev.kizaki.engine.Reporter;
import java.util.Objects;
import org.apache.maven.plugin.logging.Log;

/** Hands the engine's lines to Maven's log, one by one. */
final class MavenReporter implements Reporter {
  private final Log log;

  MavenReporter(Log log) {
    this.log = Objects.requireNonNull(log, "log");
  }

  @Override
  public void info(String line) {
    log.info(line);
  }

  @Override
  public void warn(String line) {
    log.warn(line);
  }
}
