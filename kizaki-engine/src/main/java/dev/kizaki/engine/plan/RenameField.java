package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code rename Task.ownerId -> Task.assigneeId}
 *
 * <p>ALTER TABLE … RENAME COLUMN; the names that are derived from the column's name are changed
 * too.
 */
public record RenameField(String entity, String from, String to) implements RenameStatement {
  public RenameField {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  @Override
  public NamedElement element() {
    return SchemaElement.field(entity, from);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameField(this);
  }
}
