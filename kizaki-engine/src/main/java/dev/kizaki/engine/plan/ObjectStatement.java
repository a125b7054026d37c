package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import java.util.Set;

/** A statement about an object in SQL, other than a rename. */
public sealed interface ObjectStatement extends PlanStatement
    permits AddObject, ChangeObject, DropObject {
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
