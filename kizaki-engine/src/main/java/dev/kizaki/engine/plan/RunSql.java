package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code run sql("delete from task where archived")}
 *
 * <p>The statement is executed as it is written.
 *
 * @param first whether it belongs to the first phase of a deploy, by the word {@code expand}
 */
public record RunSql(boolean first, String sql) implements RowStatement {
  public RunSql {
    Objects.requireNonNull(sql, "sql");
  }

  /** A statement that belongs to the second phase of a deploy. */
  public RunSql(String sql) {
    this(false, sql);
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
