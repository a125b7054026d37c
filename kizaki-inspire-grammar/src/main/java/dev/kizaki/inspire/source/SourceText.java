package dev.kizaki.inspire.source;

import java.util.Objects;

/**
 * A text with a name for messages. Line ends are LF and there is no byte-order mark: {@link #of}
 * ensures both, so that offsets, lines and columns are those that the user sees. Two texts are
 * equal if their names and their characters are.
 */
public final class SourceText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String name;
  private final String text;

  /** Made when a place is asked for, because most texts have no problem. */
  private LineIndex lines;

  /**
   * @param name the path of the file for messages, or the origin of the text (such as {@code
   *     -Dkizaki.resolve})
   * @param text the text after normalisation
   */
  public SourceText(String name, String text) {
    this.name = Objects.requireNonNull(name, "name");
    this.text = Objects.requireNonNull(text, "text");
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

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** The 1-based line of this offset. */
  public int lineAt(int offset) {
    return lines().line(clamp(offset)) + 1;
  }

  /** The 1-based column of this offset, counted in code points, as editors do. */
  public int columnAt(int offset) {
    return lines().column(clamp(offset)) + 1;
  }

  /** The line of this offset, without its line end. */
  public String lineTextAt(int offset) {
    return text.substring(lineStart(offset), lineEnd(offset));
  }

  /** The offset at which the line of this offset starts. */
  int lineStart(int offset) {
    return lines().start(clamp(offset));
  }

  /** The offset of the end of the line of this offset, before its line end. */
  int lineEnd(int offset) {
    return lines().end(clamp(offset));
  }

  /** A span of this text. */
  public SourceSpan span(int start, int end) {
    return new SourceSpan(this, start, end);
  }

  private synchronized LineIndex lines() {
    if (lines == null) {
      lines = new LineIndex(text);
    }
    return lines;
  }

  private int clamp(int offset) {
    return Math.max(0, Math.min(offset, text.length()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceText source
        && name.equals(source.name)
        && text.equals(source.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, text);
  }

  @Override
  public String toString() {
    return name + " (" + text.length() + " characters)";
  }
}
