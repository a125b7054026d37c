package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A statement about a check. If it was read from a text, the fields of its checks are not known.
 */
public sealed interface CheckStatement extends PlanStatement
    permits AddCheck, ChangeCheck, DropCheck {
  String entity();

  /** The checks that it names, in order. */
  List<Check> checks();

  @Override
  default Set<NamedElement> affected() {
    return checks().stream()
        .flatMap(check -> check.expression().fields().stream())
        .map(field -> SchemaElement.field(entity(), field))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  default boolean isOpen() {
    return false;
  }
}
