package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code add reference Order([tenantId, customerId] -> Customer([tenantId, id]))}
 *
 * <p>ALTER TABLE … ADD CONSTRAINT … FOREIGN KEY. It brings no index: that has a statement of its
 * own.
 */
public record AddReference(String entity, EntityReference reference) implements ReferenceStatement {
  public AddReference {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(reference, "reference");
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public SchemaElement element() {
    return reference.element(entity);
  }

  @Override
  public Set<NamedElement> affected() {
    return reference.fieldElements(entity);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddReference(this);
  }
}
