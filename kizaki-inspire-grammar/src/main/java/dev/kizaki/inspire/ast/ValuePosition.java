package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** {@code before X.A} or {@code after X.A}: where a new enum value goes. */
public record ValuePosition(boolean before, FieldPath neighbour, SourceSpan span) implements Node {}
