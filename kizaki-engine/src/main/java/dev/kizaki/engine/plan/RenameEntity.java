package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code rename entity Task -> Ticket}
 *
 * <p>ALTER TABLE … RENAME TO; the names that are derived from the table's name are changed too.
 *
 * @param kept the name of the table, which stays; absent if it is derived from the old name and
 *     changes to the one that is derived from the new name
 */
public record RenameEntity(String from, String to, Optional<String> kept)
    implements RenameStatement {
  public RenameEntity {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(kept, "kept");
  }

  /** A rename that the name in the database follows. */
  public RenameEntity(String from, String to) {
    this(from, to, Optional.empty());
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
