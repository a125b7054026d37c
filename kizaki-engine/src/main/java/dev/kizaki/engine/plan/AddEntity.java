package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Entity;

/**
 * {@code add entity Label { … }}
 *
 * <p>CREATE TABLE, then its indexes; foreign keys follow the last new entity.
 */
public record AddEntity(Entity entity) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddEntity(this);
  }
}
