package dev.kizaki.engine.plan;

/**
 * {@code rename entity Task -> Ticket}
 *
 * <p>ALTER TABLE … RENAME TO, and the names that follow from the table's.
 */
public record RenameEntity(String from, String to) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameEntity(this);
  }
}
