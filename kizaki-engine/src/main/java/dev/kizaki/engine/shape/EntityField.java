package dev.kizaki.engine.shape;

import java.util.Objects;

/**
 * A field together with the entity that has it: the definitions of both, where a {@link
 * SchemaElement} is the name alone.
 */
public record EntityField(Entity entity, Field field) {
  public EntityField {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(field, "field");
  }

  /** The field by its name. */
  public NamedElement element() {
    return SchemaElement.field(entity.name(), field.name());
  }

  /** {@code Entity.field}. */
  public String path() {
    return element().path();
  }
}
