package dev.kizaki.engine.plan;

import dev.kizaki.engine.shape.SchemaElement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code [RESOLVE] either { … } or { … }}: two ways to the same shape, which differ in their effect
 * on rows.
 *
 * @param either the first side. It may contain further choices: whether the fields of a renamed
 *     entity were renamed is a question only if the entity was
 * @param or the second side
 */
public record Choice(List<PlanItem> either, List<PlanStatement> or) implements PlanItem {
  public Choice {
    either = List.copyOf(either);
    or = List.copyOf(or);
  }

  /** A choice without a further one inside it. */
  public static Choice between(List<PlanStatement> either, List<PlanStatement> or) {
    return new Choice(List.copyOf(either), or);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public List<PlanStatement> statements(Decision decision) {
    return decision == Decision.EITHER
        ? either.stream().flatMap(item -> item.statements(decision).stream()).toList()
        : or;
  }

  /** The statements of the first side that no further choice contains. */
  public List<PlanStatement> eitherStatements() {
    return either.stream()
        .filter(PlanStatement.class::isInstance)
        .map(PlanStatement.class::cast)
        .toList();
  }

  @Override
  public Set<SchemaElement> elements() {
    return Stream.concat(either.stream(), or.stream())
        .flatMap(item -> item.elements().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
