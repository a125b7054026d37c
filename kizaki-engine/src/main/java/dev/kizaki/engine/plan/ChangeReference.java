package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code change reference Order([tenantId, customerId] -> Customer([tenantId, id])) ->
 * Order([tenantId, customerId] -> Customer([tenantId, id]), onDelete: cascade)}
 *
 * <p>ALTER TABLE … ALTER CONSTRAINT, VALIDATE CONSTRAINT, or DROP CONSTRAINT and ADD CONSTRAINT.
 *
 * @param before the whole reference before, without its name in the database, which stays
 * @param after the same fields and the same target with other options
 */
public record ChangeReference(String entity, EntityReference before, EntityReference after)
    implements ReferenceStatement {
  public ChangeReference {
    Objects.requireNonNull(entity, "entity");
    before = RecordedNames.open(before);
    after = RecordedNames.open(after);
    if (!before.hasEndsOf(after)) {
      throw new IllegalArgumentException("%s is not %s".formatted(before, after));
    }
  }

  @Override
  public Verb verb() {
    return Verb.CHANGE;
  }

  @Override
  public SchemaElement element() {
    return before.element(entity);
  }

  @Override
  public SchemaElement elementAfter() {
    return after.element(entity);
  }

  @Override
  public Set<NamedElement> affected() {
    return after.fieldElements(entity);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitChangeReference(this);
  }
}
