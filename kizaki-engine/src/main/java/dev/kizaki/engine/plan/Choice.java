package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code [RESOLVE] either { … } or { … }}: two ways to the same shape, which differ in their effect
 * on rows.
 */
public record Choice(List<PlanStatement> either, List<PlanStatement> or) implements PlanItem {
  public Choice {
    either = List.copyOf(either);
    or = List.copyOf(or);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public List<PlanStatement> statements(Decision decision) {
    return decision == Decision.EITHER ? either : or;
  }

  @Override
  public Set<SchemaElement> elements() {
    return Stream.concat(either.stream(), or.stream())
        .flatMap(statement -> statement.elements().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
