package dev.kizaki.engine.snapshot;

import java.util.Optional;

/**
 * Where a JSON text departs from another one, white space between its parts aside.
 *
 * @param offset where the part starts that differs, in the text that was found
 * @param found that part, shortened
 * @param expected what the other text has there, shortened
 */
record TextDifference(int offset, String found, String expected) {
  private static final int SHOWN = 80;

  /** The first difference, if there is one. Both texts are JSON. */
  static Optional<TextDifference> first(String found, String expected) {
    if (found.equals(expected)) {
      return Optional.empty();
    }
    Parts left = new Parts(found);
    Parts right = new Parts(expected);
    while (true) {
      String foundPart = left.next();
      String expectedPart = right.next();
      if (!foundPart.equals(expectedPart)) {
        return Optional.of(new TextDifference(left.start, shown(foundPart), shown(expectedPart)));
      }
      if (foundPart.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  private static String shown(String part) {
    return part.length() <= SHOWN ? part : part.substring(0, SHOWN) + "…";
  }

  /** The parts of a JSON text: brackets, commas, colons, texts in quotes, bare words. */
  private static final class Parts {
    private final String text;
    private int start;
    private int end;

    Parts(String text) {
      this.text = text;
    }

    /** The next part; empty at the end. */
    String next() {
      start = end;
      while (start < text.length() && isSpace(text.charAt(start))) {
        start++;
      }
      end = start;
      if (start < text.length()) {
        end = text.charAt(start) == '"' ? afterQuoted() : afterBare();
      }
      return text.substring(start, end);
    }

    private int afterQuoted() {
      int at = start + 1;
      while (text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      return at + 1;
    }

    private int afterBare() {
      int at = start + 1;
      if (isMark(text.charAt(start))) {
        return at;
      }
      while (at < text.length() && !isSpace(text.charAt(at)) && !isMark(text.charAt(at))) {
        at++;
      }
      return at;
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private static boolean isMark(char c) {
      return "{}[],:\"".indexOf(c) >= 0;
    }
  }
}
