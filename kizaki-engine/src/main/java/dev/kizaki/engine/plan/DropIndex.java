package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code drop index Task([dueDate])}
 *
 * <p>DROP INDEX.
 */
public record DropIndex(String entity, Index index) implements GroupStatement {
  public DropIndex {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(index, "index");
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
  }

  @Override
  public SchemaElement element() {
    return index.element(entity);
  }

  @Override
  public Set<NamedElement> affected() {
    return index.fieldElements(entity);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropIndex(this);
  }
}
