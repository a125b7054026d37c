package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code drop sequence InvoiceSeq}
 *
 * <p>DROP SEQUENCE. Its position is lost.
 */
public record DropSequence(String name) implements SequenceStatement {
  public DropSequence {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public Verb verb() {
    return Verb.DROP;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.sequence(name);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitDropSequence(this);
  }
}
