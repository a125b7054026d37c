package dev.kizaki.engine.shape;

import java.util.Objects;

/**
 * A field together with its entity. It has the definitions of both; a {@link SchemaElement} has
 * only the name.
 */
public record EntityField(Entity entity, Field field) {
  public EntityField {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(field, "field");
  }

  /** The name of the field. */
  public NamedElement element() {
    return SchemaElement.field(entity.name(), field.name());
  }

  /** {@code Entity.field}. */
  public String path() {
    return element().path();
  }
}
