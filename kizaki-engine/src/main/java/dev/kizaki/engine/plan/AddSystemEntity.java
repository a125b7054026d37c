package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.SystemEntity;

/**
 * {@code add system __User}
 *
 * <p>CREATE TABLE IF NOT EXISTS, for a table that is not named.
 */
public record AddSystemEntity(SystemEntity systemEntity) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddSystemEntity(this);
  }
}
