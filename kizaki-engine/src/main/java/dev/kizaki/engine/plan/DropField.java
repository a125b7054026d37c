package dev.kizaki.engine.plan;

/**
 * {@code drop Task.legacy}
 *
 * <p>ALTER TABLE … DROP COLUMN. Uniques and indexes over the field go along.
 */
public record DropField(String entity, String field) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropField(this);
  }
}
