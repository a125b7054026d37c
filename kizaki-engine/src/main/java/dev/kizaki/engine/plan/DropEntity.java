package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code drop entity Label}
 *
 * <p>DROP TABLE, after the foreign keys that refer to it have been dropped.
 */
public record DropEntity(String entity) implements EntityStatement {
  public DropEntity {
    Objects.requireNonNull(entity, "entity");
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.entity(entity);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropEntity(this);
  }
}
