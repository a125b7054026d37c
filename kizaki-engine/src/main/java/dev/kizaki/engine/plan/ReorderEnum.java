package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;

/**
 * {@code change enum TaskStatus { Done, Todo }}
 *
 * <p>A rebuild of the type in the new order.
 *
 * @param order states no names in the database, because they stay
 */
public record ReorderEnum(EnumType order) implements EnumStatement {
  public ReorderEnum {
    order = new EnumType(order.name(), order.values());
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public Verb verb() {
    return Verb.REORDER;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.enumType(order.name());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitReorderEnum(this);
  }
}
