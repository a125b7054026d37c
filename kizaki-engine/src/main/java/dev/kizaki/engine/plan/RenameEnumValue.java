package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code rename value TaskStatus.Todo -> TaskStatus.Open}
 *
 * <p>ALTER TYPE … RENAME VALUE.
 *
 * @param kept the name of the label, which stays; absent if it is derived from the old name and
 *     changes to the one that is derived from the new name
 */
public record RenameEnumValue(String enumName, String from, String to, Optional<String> kept)
    implements RenameStatement {
  public RenameEnumValue {
    Objects.requireNonNull(enumName, "enumName");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(kept, "kept");
  }

  /** A rename that the name in the database follows. */
  public RenameEnumValue(String enumName, String from, String to) {
    this(enumName, from, to, Optional.empty());
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
