package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code drop enum TaskStatus}
 *
 * <p>DROP TYPE.
 */
public record DropEnum(String enumName) implements EnumStatement {
  public DropEnum {
    Objects.requireNonNull(enumName, "enumName");
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
    return SchemaElement.enumType(enumName);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropEnum(this);
  }
}
