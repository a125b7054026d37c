package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** A name as written. */
public record Name(String text, SourceSpan span) implements Node {}
