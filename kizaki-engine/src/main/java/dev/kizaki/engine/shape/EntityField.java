package dev.kizaki.engine.shape;

/** A field together with the entity that has it. */
public record EntityField(Entity entity, Field field) {
  /** {@code Entity.field}. */
  public String path() {
    return entity.name() + "." + field.name();
  }
}
