package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/** {@code entity Name { fields and entity-level annotations }}. */
public record EntityDeclaration(Name name, List<EntityItem> items, SourceSpan span)
    implements Declaration {
  public EntityDeclaration {
    items = List.copyOf(items);
  }
}
