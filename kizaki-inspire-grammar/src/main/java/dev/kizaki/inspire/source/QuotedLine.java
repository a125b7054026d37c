package dev.kizaki.inspire.source;

/**
 * The line on which a span starts, with carets under the characters of the span. Tabs are repeated
 * in the line of carets, and characters that take two columns or none are counted as such, so that
 * each caret is under its character. A long line is cut on both sides of the span.
 */
final class QuotedLine {
  private static final String MARGIN = "    ";
  private static final int WIDEST = 120;
  private static final int BEFORE_CARET = 60;
  private static final String CUT = "...";

  private QuotedLine() {}

  static String of(SourceSpan span) {
    String text = span.source().text();
    int start = span.source().lineStart(span.start());
    int end = span.source().lineEnd(span.start());
    int caret = span.start();

    int from =
        end - start <= WIDEST || caret - start <= BEFORE_CARET ? start : caret - BEFORE_CARET;
    int to = Math.min(end, from + WIDEST);
    from = outsidePair(text, from);
    to = outsidePair(text, to);
    String head = from > start ? CUT : "";
    String tail = to < end ? CUT : "";
    int marked = Math.max(caret, Math.min(span.end(), to));
    return MARGIN
        + head
        + readable(text.substring(from, to))
        + tail
        + "\n"
        + MARGIN
        + " ".repeat(head.length())
        + blanks(text.substring(from, caret))
        + carets(text.substring(caret, marked))
        + "\n";
  }

  /** Moves an offset that is between the halves of a surrogate pair before the pair. */
  private static int outsidePair(String line, int at) {
    boolean inside =
        at > 0
            && at < line.length()
            && Character.isLowSurrogate(line.charAt(at))
            && Character.isHighSurrogate(line.charAt(at - 1));
    return inside ? at - 1 : at;
  }

  /** Unprintable characters could move the cursor of a terminal, or worse. */
  private static String readable(String text) {
    StringBuilder readable = new StringBuilder();
    text.codePoints()
        .forEach(
            character ->
                readable.appendCodePoint(
                    character != '\t' && isUnreadable(character) ? '?' : character));
    return readable.toString();
  }

  private static boolean isUnreadable(int character) {
    return UnsafeCharacters.isUnprintable(character) || UnsafeCharacters.isSurrogate(character);
  }

  private static String blanks(String text) {
    StringBuilder blanks = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> blanks.append(character == '\t' ? "\t" : " ".repeat(width(character))));
    return blanks.toString();
  }

  private static String carets(String text) {
    int width = text.codePoints().map(QuotedLine::width).sum();
    return "^".repeat(Math.max(1, width));
  }

  /** How many columns of a terminal a character takes. */
  private static int width(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  /**
   * Whether a character takes two columns: the main blocks of the East Asian letters that Unicode
   * calls wide or full-width (Unicode Standard Annex #11, East Asian Width), and emoji.
   */
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
