package dev.kizaki.inspire.ast;

import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * {@code Entity([a, b desc], using: gin)}: fields of an entity, or expressions over them, in order.
 *
 * @param elements a {@link Value.Word} for a field alone, a {@link Value.Sql} for an expression, a
 *     {@link Value.Element} for one with words after it
 * @param options the named arguments, in the order in which they are written
 * @param named the name in the database that the statement states after the parentheses
 */
public record FieldList(
    Name entity,
    List<Value> elements,
    List<Value.Option> options,
    Optional<Value.Text> named,
    SourceSpan span)
    implements Node {
  public FieldList {
    elements = List.copyOf(elements);
    options = List.copyOf(options);
  }
}
