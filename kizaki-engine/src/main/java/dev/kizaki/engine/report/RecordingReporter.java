package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Reporter;
import java.util.ArrayList;
import java.util.List;

/** Passes lines on and keeps them. */
public final class RecordingReporter implements Reporter {
  private final Reporter reporter;
  private final List<String> lines = new ArrayList<>();
  private boolean warned;

  public RecordingReporter(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void info(String line) {
    lines.add(line);
    reporter.info(line);
  }

  @Override
  public void warn(String line) {
    warned = true;
    reporter.warn(line);
  }

  @Override
  public boolean atConsole() {
    return reporter.atConsole();
  }

  /** Whether a warning was among what was said. */
  public boolean warned() {
    return warned;
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
