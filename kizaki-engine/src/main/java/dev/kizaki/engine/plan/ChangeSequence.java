package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.SequenceOptions;
import java.util.Objects;

/**
 * {@code change sequence InvoiceSeq {} -> { increment: 50 }}
 *
 * <p>ALTER SEQUENCE. Its position stays.
 *
 * @param before all options before
 * @param after all options afterwards
 */
public record ChangeSequence(String name, SequenceOptions before, SequenceOptions after)
    implements SequenceStatement {
  public ChangeSequence {
    Objects.requireNonNull(name, "name");
    before = before.normalised(DeclaredSequence.USUAL_TYPE);
    after = after.normalised(DeclaredSequence.USUAL_TYPE);
  }

  /** Returns the change that reverses this one. */
  public ChangeSequence reversed() {
    return new ChangeSequence(name, after, before);
  }

  @Override
  public Verb verb() {
    return Verb.CHANGE;
  }

  @Override
  public NamedElement element() {
    return SchemaElement.sequence(name);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitChangeSequence(this);
  }
}
