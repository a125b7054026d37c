package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** A name as written. */
public record Name(String text, SourceSpan span) implements Node {
  /** A name that was not read from a text. */
  public static Name of(String text) {
    return new Name(text, SourceSpan.NONE);
  }
}
