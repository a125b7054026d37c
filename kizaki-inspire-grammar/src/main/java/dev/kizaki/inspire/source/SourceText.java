package dev.kizaki.inspire.source;

import java.util.Objects;

/**
 * A text with a name for messages. Line ends are LF and there is no byte-order mark: {@link #of}
 * ensures both, so that offsets, lines and columns are those that the user sees.
 *
 * @param name the path of the file for messages, or the origin of the text (such as {@code
 *     -Dkizaki.resolve})
 * @param text the text after normalisation
 */
public record SourceText(String name, String text) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  public SourceText {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }

  /**
   * Normalises line ends and removes a leading byte-order mark. CRLF becomes LF. A CR alone becomes
   * LF only in a text without LF; elsewhere it may be part of a value, which must not change.
   */
  public static SourceText of(String name, String raw) {
    String text = raw;
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    if (text.indexOf('\r') >= 0) {
      text = text.indexOf('\n') >= 0 ? text.replace("\r\n", "\n") : text.replace('\r', '\n');
    }
    return new SourceText(name, text);
  }

  /** The 1-based line of this offset. */
  public int lineAt(int offset) {
    return (int) text.substring(0, clamp(offset)).chars().filter(c -> c == '\n').count() + 1;
  }

  /** The 1-based column of this offset, counted in code points, as editors do. */
  public int columnAt(int offset) {
    int end = clamp(offset);
    int lineStart = text.lastIndexOf('\n', end - 1) + 1;
    return text.codePointCount(lineStart, end) + 1;
  }

  /** The line of this offset, without its line end. */
  public String lineTextAt(int offset) {
    int end = clamp(offset);
    int lineStart = text.lastIndexOf('\n', end - 1) + 1;
    int lineEnd = text.indexOf('\n', end);
    return text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
  }

  /** A span of this text. */
  public SourceSpan span(int start, int end) {
    return new SourceSpan(this, start, end);
  }

  private int clamp(int offset) {
    return Math.max(0, Math.min(offset, text.length()));
  }

  @Override
  public String toString() {
    return name + " (" + text.length() + " characters)";
  }
}
