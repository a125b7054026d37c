package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.EnumType;

/**
 * {@code add enum TaskStatus { Todo, Done }}
 *
 * <p>CREATE TYPE … AS ENUM.
 */
public record AddEnum(EnumType enumType) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddEnum(this);
  }
}
