package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.EnumType;

/**
 * {@code change enum TaskStatus { Done, Todo }}
 *
 * <p>A rebuild of the type in the new order.
 */
public record ReorderEnum(EnumType order) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitReorderEnum(this);
  }
}
