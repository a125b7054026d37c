package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.SqlObject;
import java.util.Objects;

/**
 * {@code add object OpenTask uses [Task] { create """create view open_task as …""" }}
 *
 * <p>The commands of its text, one after another.
 */
public record AddObject(SqlObject object) implements ObjectStatement {
  public AddObject {
    Objects.requireNonNull(object, "object");
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.object(object.name());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddObject(this);
  }
}
