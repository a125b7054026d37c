package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code rename object OpenTask -> ActiveTask}
 *
 * <p>The name in Inspire only. No SQL: the text says what the database contains.
 */
public record RenameObject(String from, String to) implements RenameStatement {
  public RenameObject {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  /** An object has no name in the database of its own, so none is kept. */
  @Override
  public Optional<String> kept() {
    return Optional.empty();
  }

  @Override
  public NamedElement element() {
    return SchemaElement.object(from);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitRenameObject(this);
  }
}
