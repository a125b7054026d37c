package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code drop key Task}
 *
 * <p>ALTER TABLE … DROP CONSTRAINT.
 */
public record DropKey(String entity) implements GroupStatement {
  public DropKey {
    Objects.requireNonNull(entity, "entity");
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
  }

  @Override
  public SchemaElement element() {
    return SchemaElement.key(entity);
  }

  @Override
  public Set<NamedElement> affected() {
    return Set.of(SchemaElement.entity(entity));
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropKey(this);
  }
}
