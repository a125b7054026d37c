package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.NamedElement;
import java.util.Set;

/** A statement about an enum or a value of one, other than a rename. */
public sealed interface EnumStatement extends PlanStatement
    permits AddEnum, AddEnumValue, DropEnum, DropEnumValue, ReorderEnum {
  @Override
  NamedElement element();

  @Override
  default Set<NamedElement> affected() {
    return Set.of(element());
  }
}
