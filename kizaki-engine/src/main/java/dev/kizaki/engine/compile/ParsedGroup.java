package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.inspire.source.SourceSpan;

/**
 * A key, unique or index that has been parsed but is not part of the shape yet.
 *
 * @param span the position of its declaration: an annotation, or a field named {@code id}
 */
record ParsedGroup<G extends FieldGroup>(G group, SourceSpan span) {}
