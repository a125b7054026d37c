package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;

/**
 * {@code add entity Label { … }}
 *
 * <p>CREATE TABLE, then its indexes. Foreign keys follow the last new entity.
 *
 * @param entity the entity, including the indexes of the reference rule, whether they are written
 *     or not
 */
public record AddEntity(Entity entity) implements EntityStatement {
  public AddEntity {
    entity = entity.withReferenceIndexes();
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.entity(entity.name());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddEntity(this);
  }
}
