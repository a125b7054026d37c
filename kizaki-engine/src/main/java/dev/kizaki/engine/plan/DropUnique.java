package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Unique;
import java.util.Objects;
import java.util.Set;

/**
 * {@code drop unique Task([title])}
 *
 * <p>ALTER TABLE … DROP CONSTRAINT.
 */
public record DropUnique(String entity, Unique unique) implements GroupStatement {
  public DropUnique {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(unique, "unique");
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
  }

  @Override
  public SchemaElement element() {
    return unique.element(entity);
  }

  @Override
  public Set<NamedElement> affected() {
    return unique.fieldElements(entity);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropUnique(this);
  }
}
