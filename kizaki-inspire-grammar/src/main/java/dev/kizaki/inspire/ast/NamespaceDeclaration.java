package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * {@code namespace Name { scope: principal.organizationId, entities: [Project] }}. It is runtime
 * only. Unlike other runtime blocks its body is read, because an entity without the scope field
 * causes a warning.
 *
 * @param scopeField the last segment of the scope path
 */
public record NamespaceDeclaration(
    Name name, Optional<Name> scopeField, List<Name> entities, SourceSpan span)
    implements Declaration {
  public NamespaceDeclaration {
    entities = List.copyOf(entities);
  }
}
