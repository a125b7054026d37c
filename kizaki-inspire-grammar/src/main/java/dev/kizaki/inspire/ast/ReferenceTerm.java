package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * {@code Order([tenantId, customerId] -> Customer([tenantId, id]), onDelete: cascade)}: a reference
 * that stands in the body of an entity.
 *
 * @param options the named arguments, in the order in which they are written
 */
public record ReferenceTerm(
    Name entity, Value.Arrow arrow, List<Value.Option> options, SourceSpan span) implements Node {
  public ReferenceTerm {
    options = List.copyOf(options);
  }
}
