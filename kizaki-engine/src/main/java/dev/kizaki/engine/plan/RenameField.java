package dev.kizaki.engine.plan;

/**
 * {@code rename Task.ownerId -> Task.assigneeId}
 *
 * <p>ALTER TABLE … RENAME COLUMN, and the names that follow from the column's.
 */
public record RenameField(String entity, String from, String to) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameField(this);
  }
}
