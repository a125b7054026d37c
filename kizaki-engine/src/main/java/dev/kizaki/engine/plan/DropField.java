package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code drop Task.legacy}
 *
 * <p>ALTER TABLE … DROP COLUMN. Uniques and indexes that contain the field are dropped with it.
 */
public record DropField(String entity, String field) implements FieldStatement {
  public DropField {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(field, "field");
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.field(entity, field);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropField(this);
  }
}
