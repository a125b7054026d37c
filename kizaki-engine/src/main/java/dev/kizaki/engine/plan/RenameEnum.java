package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code rename enum TaskStatus -> TicketStatus}
 *
 * <p>ALTER TYPE … RENAME TO.
 */
public record RenameEnum(String from, String to) implements RenameStatement {
  public RenameEnum {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  @Override
  public NamedElement element() {
    return SchemaElement.enumType(from);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameEnum(this);
  }
}
