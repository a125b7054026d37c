package dev.kizaki.engine.plan;

/**
 * {@code drop entity Label}
 *
 * <p>DROP TABLE, after the foreign keys that point at it.
 */
public record DropEntity(String entity) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropEntity(this);
  }
}
