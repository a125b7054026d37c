package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Entity;

/**
 * {@code add entity Label { … }}
 *
 * <p>CREATE TABLE, then its indexes; foreign keys follow the last new entity.
 *
 * @param entity with the indexes that the reference rule brings, whether they are written or not
 */
public record AddEntity(Entity entity) implements PlanStatement {
  public AddEntity {
    entity = entity.withReferenceIndexes();
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddEntity(this);
  }
}
