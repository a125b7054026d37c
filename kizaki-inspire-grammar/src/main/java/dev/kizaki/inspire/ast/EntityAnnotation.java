package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;

/** An annotation of the entity itself, such as {@code @unique([name, ownerId])}. */
public record EntityAnnotation(Annotation annotation, SourceSpan span) implements EntityItem {}
