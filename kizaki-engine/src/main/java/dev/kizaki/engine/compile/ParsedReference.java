package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.source.SourceSpan;

/** A reference in the body of an entity, and the annotation that declares it. */
record ParsedReference(EntityReference reference, Annotation annotation) {
  SourceSpan span() {
    return annotation.span();
  }
}
