package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.SourceText;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The characters of a text for ANTLR, counted in UTF-16 units like spans. ANTLR's own streams count
 * code points, so that offsets after an emoji would differ.
 */
final class TextCharStream implements CharStream {
  private final SourceText source;
  private final String text;
  private int position;

  TextCharStream(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  @Override
  public void consume() {
    if (position >= text.length()) {
      throw new IllegalStateException("cannot consume EOF");
    }
    position++;
  }

  @Override
  public int LA(int offset) {
    int index = offset < 0 ? position + offset : position + offset - 1;
    return offset == 0 || index < 0 || index >= text.length() ? IntStream.EOF : text.charAt(index);
  }

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = Math.min(index, text.length());
  }

  @Override
  public int size() {
    return text.length();
  }

  /** Does nothing, because the whole text is in memory. */
  @Override
  public int mark() {
    return -1;
  }

  /** Does nothing: see {@link #mark()}. */
  @Override
  public void release(int marker) {}

  @Override
  public String getText(Interval interval) {
    int start = Math.min(interval.a, text.length());
    return text.substring(start, Math.max(start, Math.min(interval.b + 1, text.length())));
  }

  @Override
  public String getSourceName() {
    return source.name();
  }

  @Override
  public String toString() {
    return text;
  }
}
