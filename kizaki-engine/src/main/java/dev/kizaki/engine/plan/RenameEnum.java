package dev.kizaki.engine.plan;

/**
 * {@code rename enum TaskStatus -> TicketStatus}
 *
 * <p>ALTER TYPE … RENAME TO.
 */
public record RenameEnum(String from, String to) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameEnum(this);
  }
}
