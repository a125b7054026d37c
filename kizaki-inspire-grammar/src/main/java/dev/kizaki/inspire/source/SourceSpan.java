package dev.kizaki.inspire.source;

import java.util.Objects;

/**
 * A part of a text, from {@code start} (inclusive) to {@code end} (exclusive), both offsets in
 * UTF-16 units.
 */
public record SourceSpan(SourceText source, int start, int end) {
  /** The span of a node that was not read from a text. */
  public static final SourceSpan NONE = new SourceSpan(new SourceText("", ""), 0, 0);

  public SourceSpan {
    Objects.requireNonNull(source, "source");
    if (start < 0 || end < start || end > source.text().length()) {
      throw new IllegalArgumentException("no such span: " + start + ".." + end);
    }
  }

  /** 1-based line of the first character. */
  public int line() {
    return source.lineAt(start);
  }

  /** 1-based column of the first character. */
  public int column() {
    return source.columnAt(start);
  }

  /** The text the span covers. */
  public String text() {
    return source.text().substring(start, end);
  }

  /** The smallest span that covers this one and the other, both of one text. */
  public SourceSpan to(SourceSpan other) {
    return new SourceSpan(source, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** {@code file:line:column}, as compilers print it. */
  public String place() {
    return source.name() + ":" + line() + ":" + column();
  }

  /** The line on which it starts, and carets under it, as a diagnostic quotes them. */
  public String quoted() {
    return QuotedLine.of(this);
  }

  @Override
  public String toString() {
    return place();
  }
}
