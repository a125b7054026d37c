package dev.kizaki.inspire.format;

/** Indents by two spaces per level. */
final class Indentation {
  private Indentation() {}

  /** The lines of a text one level deeper, each with a line end. Empty lines stay empty. */
  static String deeper(String text) {
    StringBuilder indented = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      indented.append(line.isEmpty() ? "" : "  ").append(line).append('\n');
    }
    return indented.toString();
  }
}
