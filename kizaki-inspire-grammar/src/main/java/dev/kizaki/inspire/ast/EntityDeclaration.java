package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * {@code entity Name { fields and entity-level annotations }}.
 *
 * @param annotations those before the brace, such as {@code @table("users")}
 */
public record EntityDeclaration(
    Name name, List<Annotation> annotations, List<EntityItem> items, SourceSpan span)
    implements Declaration {
  public EntityDeclaration {
    annotations = List.copyOf(annotations);
    items = List.copyOf(items);
  }
}
