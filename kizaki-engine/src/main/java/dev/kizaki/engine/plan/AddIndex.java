package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code add index Task([dueDate])}
 *
 * <p>CREATE INDEX.
 */
public record AddIndex(String entity, Index index) implements GroupStatement {
  public AddIndex {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(index, "index");
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
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
    return visitor.visitAddIndex(this);
  }
}
