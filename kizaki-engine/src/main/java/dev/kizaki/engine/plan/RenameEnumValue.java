package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code rename value TaskStatus.Todo -> TaskStatus.Open}
 *
 * <p>ALTER TYPE … RENAME VALUE.
 */
public record RenameEnumValue(String enumName, String from, String to) implements RenameStatement {
  public RenameEnumValue {
    Objects.requireNonNull(enumName, "enumName");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  @Override
  public NamedElement element() {
    return SchemaElement.value(enumName, from);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameEnumValue(this);
  }
}
