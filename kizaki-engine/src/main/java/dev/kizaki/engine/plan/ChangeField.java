package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Field;
import java.util.Optional;

/**
 * {@code change Task.title: string? -> string backfill "untitled"}
 *
 * <p>ALTER TABLE … ALTER COLUMN: type, nullability, default, and the foreign key.
 */
public record ChangeField(
    String entity,
    Field before,
    Field after,
    Optional<PlanValue> using,
    Optional<PlanValue> backfill)
    implements PlanStatement {

  @Override
  public boolean isOpen() {
    return using.filter(PlanValue.Unresolved.class::isInstance).isPresent()
        || backfill.filter(PlanValue.Unresolved.class::isInstance).isPresent();
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitChangeField(this);
  }
}
