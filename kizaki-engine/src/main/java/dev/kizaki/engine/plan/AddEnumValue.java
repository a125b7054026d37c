package dev.kizaki.engine.plan;

import java.util.Optional;

/**
 * {@code add value TaskStatus.Doing before TaskStatus.Done}
 *
 * <p>ALTER TYPE … ADD VALUE, or a rebuild of the type where the migration uses the value.
 */
public record AddEnumValue(String enumName, String value, Optional<Position> position)
    implements PlanStatement {

  /** Where the value goes; at the end where there is no position. */
  public record Position(boolean before, String neighbour) {}

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddEnumValue(this);
  }
}
