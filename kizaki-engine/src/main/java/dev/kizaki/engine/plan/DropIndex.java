package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Index;

/**
 * {@code drop index Task([dueDate])}
 *
 * <p>DROP INDEX.
 */
public record DropIndex(String entity, Index index) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropIndex(this);
  }
}
