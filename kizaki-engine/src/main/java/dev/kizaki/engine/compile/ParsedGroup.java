package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.inspire.source.SourceSpan;

/**
 * A key, unique or index on its way to the shape.
 *
 * @param span what makes it one: an annotation, or a field called {@code id}
 */
record ParsedGroup<G extends FieldGroup>(G group, SourceSpan span) {}
