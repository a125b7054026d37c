package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code rename sequence InvoiceSeq -> OrderSeq}
 *
 * <p>ALTER SEQUENCE … RENAME TO.
 *
 * @param kept the name in the database, which stays; absent if it is derived from the old name and
 *     changes to the one that is derived from the new name
 */
public record RenameSequence(String from, String to, Optional<String> kept)
    implements RenameStatement {
  public RenameSequence {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(kept, "kept");
  }

  /** A rename that the name in the database follows. */
  public RenameSequence(String from, String to) {
    this(from, to, Optional.empty());
  }

  @Override
  public NamedElement element() {
    return SchemaElement.sequence(from);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameSequence(this);
  }
}
