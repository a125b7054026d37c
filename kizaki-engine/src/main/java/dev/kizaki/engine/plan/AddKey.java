package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Key;

/**
 * {@code add key Task([id])}
 *
 * <p>ALTER TABLE … ADD CONSTRAINT … PRIMARY KEY.
 */
public record AddKey(String entity, Key key) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddKey(this);
  }
}
