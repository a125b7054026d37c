package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code drop object OpenTask}
 *
 * <p>The commands that its declaration states, or those that are derived from its text.
 */
public record DropObject(String name) implements ObjectStatement {
  public DropObject {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.object(name);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropObject(this);
  }
}
