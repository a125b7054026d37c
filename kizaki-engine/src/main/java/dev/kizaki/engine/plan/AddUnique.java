package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Unique;
import java.util.Objects;
import java.util.Set;

/**
 * {@code add unique Task([projectId, title])}
 *
 * <p>ALTER TABLE … ADD CONSTRAINT … UNIQUE.
 */
public record AddUnique(String entity, Unique unique) implements GroupStatement {
  public AddUnique {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(unique, "unique");
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
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
    return visitor.visitAddUnique(this);
  }
}
