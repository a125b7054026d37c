package dev.kizaki.engine.plan;

/**
 * {@code drop enum TaskStatus}
 *
 * <p>DROP TYPE.
 */
public record DropEnum(String enumName) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropEnum(this);
  }
}
