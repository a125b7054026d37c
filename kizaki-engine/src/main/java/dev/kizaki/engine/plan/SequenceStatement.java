package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import java.util.Set;

/** A statement about a sequence that the schema declares, other than a rename. */
public sealed interface SequenceStatement extends PlanStatement
    permits AddSequence, ChangeSequence, DropSequence {
  @Override
  NamedElement element();

  @Override
  default Set<NamedElement> affected() {
    return Set.of(element());
  }

  @Override
  default boolean isOpen() {
    return false;
  }
}
