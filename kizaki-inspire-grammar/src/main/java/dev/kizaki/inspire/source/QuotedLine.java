package dev.kizaki.inspire.source;

/**
 * The line a span starts on, and under it carets along the span. Carets stay under their characters
 * where there are tabs (they are repeated) or characters that take two columns or none. A long line
 * is cut on both sides of the span.
 */
final class QuotedLine {
  private static final String MARGIN = "    ";
  private static final int WIDEST = 120;
  private static final int BEFORE_CARET = 60;
  private static final String CUT = "...";

  private QuotedLine() {}

  static String of(SourceSpan span) {
    String text = span.source().text();
    int lineStart = text.lastIndexOf('\n', span.start() - 1) + 1;
    String line = span.source().lineTextAt(span.start());
    int caret = span.start() - lineStart;
    int end = Math.max(caret, Math.min(span.end() - lineStart, line.length()));

    int from = line.length() <= WIDEST || caret <= BEFORE_CARET ? 0 : caret - BEFORE_CARET;
    int to = Math.min(line.length(), from + WIDEST);
    from = onBorder(line, from);
    to = onBorder(line, to);
    String head = from > 0 ? CUT : "";
    String tail = to < line.length() ? CUT : "";
    return MARGIN
        + head
        + readable(line.substring(from, to))
        + tail
        + "\n"
        + MARGIN
        + " ".repeat(head.length())
        + blanks(line.substring(from, caret))
        + carets(line.substring(caret, Math.max(caret, Math.min(end, to))))
        + "\n";
  }

  /** Never between the halves of a surrogate pair. */
  private static int onBorder(String line, int at) {
    boolean inside =
        at > 0
            && at < line.length()
            && Character.isLowSurrogate(line.charAt(at))
            && Character.isHighSurrogate(line.charAt(at - 1));
    return inside ? at - 1 : at;
  }

  /** Control characters would move a terminal's cursor, or worse. */
  private static String readable(String text) {
    StringBuilder readable = new StringBuilder();
    text.codePoints()
        .forEach(
            character ->
                readable.appendCodePoint(
                    character != '\t' && width(character) < 0 ? '?' : character));
    return readable.toString();
  }

  private static String blanks(String text) {
    StringBuilder blanks = new StringBuilder();
    text.codePoints()
        .forEach(
            character ->
                blanks.append(character == '\t' ? "\t" : " ".repeat(Math.abs(width(character)))));
    return blanks.toString();
  }

  private static String carets(String text) {
    int width = text.codePoints().map(character -> Math.abs(width(character))).sum();
    return "^".repeat(Math.max(1, width));
  }

  /** The columns a character takes in a terminal; -1 for one that cannot be printed. */
  private static int width(int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> {
        return -1;
      }
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
        return 0;
      }
      default -> {
        return isWide(character) ? 2 : 1;
      }
    }
  }

  /** East Asian letters in full width, and pictures: the main blocks of Unicode's table. */
  private static boolean isWide(int character) {
    return character >= 0x1100 && character <= 0x115F
        || character >= 0x2E80 && character <= 0xA4CF
        || character >= 0xAC00 && character <= 0xD7A3
        || character >= 0xF900 && character <= 0xFAFF
        || character >= 0xFE30 && character <= 0xFE6F
        || character >= 0xFF00 && character <= 0xFF60
        || character >= 0xFFE0 && character <= 0xFFE6
        || character >= 0x1F300 && character <= 0x1FAFF
        || character >= 0x20000 && character <= 0x3FFFD;
  }
}
