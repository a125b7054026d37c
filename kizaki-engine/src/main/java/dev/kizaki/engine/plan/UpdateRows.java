package dev.kizaki.engine.plan;

import java.util.List;
import java.util.Optional;

/**
 * {@code update Task set points = 0 where sql("points is null")}
 *
 * <p>UPDATE.
 */
public record UpdateRows(String entity, List<Assignment> assignments, Optional<String> where)
    implements PlanStatement {
  public UpdateRows {
    assignments = List.copyOf(assignments);
  }

  /** {@code field = value}. */
  public record Assignment(String field, PlanValue value) {}

  @Override
  public boolean isOpen() {
    return assignments.stream().anyMatch(each -> each.value() instanceof PlanValue.Unresolved);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitUpdateRows(this);
  }
}
