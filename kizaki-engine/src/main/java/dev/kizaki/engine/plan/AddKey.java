package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Set;

/**
 * {@code add key Task([id])}
 *
 * <p>ALTER TABLE … ADD CONSTRAINT … PRIMARY KEY.
 */
public record AddKey(String entity, Key key) implements GroupStatement {
  public AddKey {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(key, "key");
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public SchemaElement element() {
    return key.element(entity);
  }

  @Override
  public Set<NamedElement> affected() {
    return key.fieldElements(entity);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddKey(this);
  }
}
