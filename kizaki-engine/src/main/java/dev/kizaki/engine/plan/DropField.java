package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code drop Task.legacy}
 *
 * <p>ALTER TABLE … DROP COLUMN. Uniques and indexes that contain the field are dropped with it.
 *
 * @param keep what the old version of the application sees in rows that the new one writes, between
 *     the phases of a deploy
 */
public record DropField(String entity, String field, Optional<PlanValue.Literal> keep)
    implements FieldStatement {
  public DropField {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(keep, "keep");
  }

  /** A drop that says nothing about other versions. */
  public DropField(String entity, String field) {
    this(entity, field, Optional.empty());
  }

  /** The same drop with another value for the old version. */
  public DropField withKeep(Optional<PlanValue.Literal> value) {
    return new DropField(entity, field, value);
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
