package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Objects;

/**
 * {@code drop check Invoice(sql("total >= 0"))}
 *
 * <p>ALTER TABLE … DROP CONSTRAINT.
 */
public record DropCheck(String entity, Check check) implements CheckStatement {
  public DropCheck {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(check, "check");
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
  }

  @Override
  public SchemaElement element() {
    return SchemaElement.check(entity, check);
  }

  @Override
  public List<Check> checks() {
    return List.of(check);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropCheck(this);
  }
}
