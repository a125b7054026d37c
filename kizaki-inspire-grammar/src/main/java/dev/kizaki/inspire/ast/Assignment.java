package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** {@code field = value} of an {@code update}. */
public record Assignment(Name field, Value value, SourceSpan span) implements Node {}
