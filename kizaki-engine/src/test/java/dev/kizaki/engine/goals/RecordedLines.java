package dev.kizaki.engine.goals;

import dev.kizaki.engine.api.Reporter;
import java.util.ArrayList;
import java.util.List;

/** Records the output of a goal; warnings are marked. */
final class RecordedLines implements Reporter {
  private final List<String> lines = new ArrayList<>();

  @Override
  public void info(String line) {
    lines.add(line);
  }

  @Override
  public void warn(String line) {
    lines.add("[WARNING] " + line);
  }

  /** All lines, each followed by a line end. */
  String text() {
    return String.join("", lines.stream().map(line -> line + "\n").toList());
  }
}
