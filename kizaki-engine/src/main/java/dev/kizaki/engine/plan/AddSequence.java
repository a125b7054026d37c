package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.Objects;

/**
 * {@code add sequence InvoiceSeq { increment: 50 }}
 *
 * <p>CREATE SEQUENCE.
 */
public record AddSequence(DeclaredSequence sequence) implements SequenceStatement {
  public AddSequence {
    Objects.requireNonNull(sequence, "sequence");
  }

  @Override
  public Verb verb() {
    return Verb.ADD;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.sequence(sequence.name());
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAddSequence(this);
  }
}
