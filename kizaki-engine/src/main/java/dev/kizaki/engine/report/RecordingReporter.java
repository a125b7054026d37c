package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Reporter;
import java.util.ArrayList;
import java.util.List;

/** Passes all lines to another reporter, records the info lines and counts the warnings. */
public final class RecordingReporter implements Reporter {
  private final Reporter reporter;
  private final List<String> lines = new ArrayList<>();
  private int warnings;

  public RecordingReporter(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void info(String line) {
    lines.add(line);
    reporter.info(line);
  }

  /** Not recorded: the lines are printed again by a run that opens no database. */
  @Override
  public void database(String line) {
    reporter.database(line);
  }

  @Override
  public void next(String line) {
    lines.add(line);
    reporter.next(line);
  }

  @Override
  public void warn(String line) {
    warnings++;
    reporter.warn(line);
  }

  @Override
  public int columns() {
    return reporter.columns();
  }

  @Override
  public boolean atConsole() {
    return reporter.atConsole();
  }

  /** The number of warnings so far. */
  public int warnings() {
    return warnings;
  }

  /** The info lines so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
