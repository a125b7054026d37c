package dev.kizaki.engine.plan;

/**
 * {@code drop key Task}
 *
 * <p>ALTER TABLE … DROP CONSTRAINT.
 */
public record DropKey(String entity) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropKey(this);
  }
}
