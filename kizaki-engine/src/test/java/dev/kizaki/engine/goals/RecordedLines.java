package dev.kizaki.engine.goals;

import dev.kizaki.engine.api.Reporter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Records the output of a goal; warnings are marked. */
final class RecordedLines implements Reporter {
  /**
   * @param around whether the line stands around the goal's own lines: which database, what next
   */
  private record Line(String text, boolean around) {}

  private final List<Line> lines = new ArrayList<>();

  @Override
  public void database(String line) {
    lines.add(new Line(line, true));
  }

  @Override
  public void next(String line) {
    lines.add(new Line(line, true));
  }

  @Override
  public void info(String line) {
    lines.add(new Line(line, false));
  }

  @Override
  public void warn(String line) {
    lines.add(new Line("[WARNING] " + line, false));
  }

  /**
   * All lines, each followed by a line end, except the one that names the database, whose port
   * differs from run to run, and the one that says what to do next.
   */
  String text() {
    return lines.stream()
        .filter(line -> !line.around())
        .map(line -> line.text() + "\n")
        .collect(Collectors.joining());
  }

  /** All lines. */
  List<String> all() {
    return lines.stream().map(Line::text).toList();
  }
}
