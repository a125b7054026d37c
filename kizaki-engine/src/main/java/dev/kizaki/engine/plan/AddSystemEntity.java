package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.SystemEntity;
import java.util.Objects;

/**
 * {@code add system __User}
 *
 * <p>CREATE TABLE IF NOT EXISTS, if no existing table is configured for the system entity.
 */
public record AddSystemEntity(SystemEntity systemEntity) implements EntityStatement {
  public AddSystemEntity {
    Objects.requireNonNull(systemEntity, "systemEntity");
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.entity(systemEntity.name());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddSystemEntity(this);
  }
}
