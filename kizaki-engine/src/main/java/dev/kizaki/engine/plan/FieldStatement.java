package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import java.util.Set;

/** A statement about a field, other than a rename. */
public sealed interface FieldStatement extends PlanStatement
    permits AddField, ChangeField, DropField {
  String entity();

  @Override
  NamedElement element();

  @Override
  default Set<NamedElement> affected() {
    return Set.of(element());
  }
}
