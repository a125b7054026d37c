package dev.kizaki.engine.plan;

/**
 * {@code rename value TaskStatus.Todo -> TaskStatus.Open}
 *
 * <p>ALTER TYPE … RENAME VALUE.
 */
public record RenameEnumValue(String enumName, String from, String to) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameEnumValue(this);
  }
}
