package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** {@code name: type}, then annotations and at most one default in any order. */
public record FieldDeclaration(
    Name name,
    TypeExpression type,
    List<Annotation> annotations,
    Optional<Value> defaultValue,
    SourceSpan span)
    implements EntityItem {
  public FieldDeclaration {
    annotations = List.copyOf(annotations);
  }
}
