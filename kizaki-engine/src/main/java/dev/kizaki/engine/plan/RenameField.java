package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code rename Task.ownerId -> Task.assigneeId}
 *
 * <p>ALTER TABLE … RENAME COLUMN; the names that are derived from the column's name are changed
 * too.
 *
 * @param kept the name of the column, which stays; absent if it is derived from the old name and
 *     changes to the one that is derived from the new name
 */
public record RenameField(String entity, String from, String to, Optional<String> kept)
    implements RenameStatement {
  public RenameField {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(kept, "kept");
  }

  /** A rename that the name in the database follows. */
  public RenameField(String entity, String from, String to) {
    this(entity, from, to, Optional.empty());
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
