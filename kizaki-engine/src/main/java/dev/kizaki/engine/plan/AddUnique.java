package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Unique;

/**
 * {@code add unique Task([projectId, title])}
 *
 * <p>ALTER TABLE … ADD CONSTRAINT … UNIQUE.
 */
public record AddUnique(String entity, Unique unique) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddUnique(this);
  }
}
