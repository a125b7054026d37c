package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code drop reference Order([tenantId, customerId] -> Customer([tenantId, id]))}
 *
 * <p>ALTER TABLE … DROP CONSTRAINT.
 */
public record DropReference(String entity, EntityReference reference)
    implements ReferenceStatement {
  public DropReference {
    Objects.requireNonNull(entity, "entity");
    reference = RecordedNames.open(reference);
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
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
    return visitor.visitDropReference(this);
  }
}
