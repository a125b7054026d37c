package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code add enum TaskStatus { Todo, Done }}
 *
 * <p>CREATE TYPE … AS ENUM.
 */
public record AddEnum(EnumType enumType) implements EnumStatement {
  public AddEnum {
    Objects.requireNonNull(enumType, "enumType");
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.enumType(enumType.name());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddEnum(this);
  }
}
