package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Objects;

/**
 * {@code change check Invoice(sql("total > 0") -> sql("total >= 0"))}
 *
 * <p>ALTER TABLE … DROP CONSTRAINT …, ADD CONSTRAINT … CHECK; VALIDATE CONSTRAINT where only {@code
 * notValid} goes.
 */
public record ChangeCheck(String entity, Check before, Check after) implements CheckStatement {
  public ChangeCheck {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }

  /** Whether it only compares the rows with a check that was not valid. */
  public boolean validates() {
    return before.expression().equals(after.expression()) && before.notValid() && !after.notValid();
  }

  @Override
  public Verb verb() {
    return Verb.CHANGE;
  }

  @Override
  public SchemaElement element() {
    return SchemaElement.check(entity, before);
  }

  @Override
  public SchemaElement elementAfter() {
    return SchemaElement.check(entity, after);
  }

  @Override
  public List<Check> checks() {
    return List.of(before, after);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitChangeCheck(this);
  }
}
