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

  /** The first line of a statement, without the bracket that opens its body. */
  static String first(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.endsWith("{") ? line.substring(0, line.length() - 1).strip() : line;
  }
}
