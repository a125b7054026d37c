package dev.kizaki.engine.plan;

/**
 * {@code run sql("delete from task where archived")}
 *
 * <p>The statement as it stands.
 */
public record RunSql(String sql) implements PlanStatement {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRunSql(this);
  }
}
