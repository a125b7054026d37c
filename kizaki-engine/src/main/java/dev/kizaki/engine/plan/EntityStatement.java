package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import java.util.Set;

/** A statement about an entity as a whole, other than a rename. */
public sealed interface EntityStatement extends PlanStatement
    permits AddEntity, AddSystemEntity, DropEntity {
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
