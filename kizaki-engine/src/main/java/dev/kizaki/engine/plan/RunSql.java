package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code run sql("delete from task where archived")}
 *
 * <p>The statement is executed as it is written.
 */
public record RunSql(String sql) implements RowStatement {
  public RunSql {
    Objects.requireNonNull(sql, "sql");
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public Verb verb() {
    return Verb.RUN;
  }

  @Override
  public SchemaElement element() {
    return new SchemaElement.SqlElement(sql);
  }

  @Override
  public Set<NamedElement> affected() {
    return Set.of();
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRunSql(this);
  }
}
