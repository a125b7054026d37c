package dev.kizaki.engine.report;

import java.util.ArrayList;
import java.util.List;

/** A statement as a list item: {@code - } before its first line, two blanks before the others. */
public final class StatementLines {
  private static final String INDENT = "  ";

  private StatementLines() {}

  public static List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(line -> lines.add((lines.isEmpty() ? "- " : INDENT) + line));
    return lines;
  }
}
