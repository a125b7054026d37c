package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Unique;

/**
 * {@code drop unique Task([title])}
 *
 * <p>ALTER TABLE … DROP CONSTRAINT.
 */
public record DropUnique(String entity, Unique unique) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropUnique(this);
  }
}
