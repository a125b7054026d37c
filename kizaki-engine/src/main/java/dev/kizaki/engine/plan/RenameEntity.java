package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code rename entity Task -> Ticket}
 *
 * <p>ALTER TABLE … RENAME TO; the names that are derived from the table's name are changed too.
 */
public record RenameEntity(String from, String to) implements RenameStatement {
  public RenameEntity {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  @Override
  public NamedElement element() {
    return SchemaElement.entity(from);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameEntity(this);
  }
}
