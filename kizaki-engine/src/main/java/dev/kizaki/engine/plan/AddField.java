package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code add Task.points: int backfill 0}
 *
 * <p>ALTER TABLE … ADD COLUMN. Existing rows get the default, or once the backfill.
 */
public record AddField(
    String entity, Field field, Annotations annotations, Optional<PlanValue> backfill)
    implements FieldStatement {
  public AddField {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(annotations, "annotations");
    Objects.requireNonNull(backfill, "backfill");
  }

  /** The groups over the field alone that come with it. */
  public record Annotations(boolean primaryKey, boolean unique, boolean index) {
    public static final Annotations NONE = new Annotations(false, false, false);
  }

  @Override
  public boolean isOpen() {
    return backfill.filter(PlanValue::isOpen).isPresent();
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.field(entity, field.name());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddField(this);
  }
}
