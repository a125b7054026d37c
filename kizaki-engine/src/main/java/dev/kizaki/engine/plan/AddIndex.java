package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Index;

/**
 * {@code add index Task([dueDate])}
 *
 * <p>CREATE INDEX.
 */
public record AddIndex(String entity, Index index) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddIndex(this);
  }
}
