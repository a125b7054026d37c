package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import java.util.List;
import java.util.Optional;

/**
 * Adds and drops the indexes of references. A reference has an index of its own unless it is
 * {@code @noIndex}, or a key, a unique or another index begins with its field. That holds on each
 * branch; after the changes of both, a reference may lack an index, or have one that it does not
 * need.
 */
final class ReferenceIndexes {
  private ReferenceIndexes() {}

  static void adjust(RebasedPlanBuilder plan, BranchState ours, UpstreamChanges upstream) {
    for (Entity entity : plan.merged().shape().entities()) {
      for (Field field : entity.fields()) {
        needed(plan.merged(), entity, field, ours, upstream.after())
            .ifPresent(
                statement -> {
                  plan.begin(PlanLine.of(statement), ours, List.of());
                  plan.write(statement);
                });
      }
    }
  }

  private static Optional<PlanStatement> needed(
      BranchState merged, Entity entity, Field field, BranchState ours, BranchState theirs) {
    Index index = new Index(List.of(field.name()));
    boolean needed = bringsIndex(field) && !isServed(entity, field.name());
    boolean there = entity.indexes().stream().anyMatch(index::hasDefinitionOf);
    if (needed == there) {
      return Optional.empty();
    }
    if (needed) {
      return Optional.of(new AddIndex(entity.name(), index));
    }
    ElementId element = merged.field(entity.name(), field.name()).orElseThrow();
    return isWanted(ours, element) || isWanted(theirs, element)
        ? Optional.empty()
        : Optional.of(new DropIndex(entity.name(), index));
  }

  /** Whether a branch has the index although no reference needs it, so that a person wants it. */
  private static boolean isWanted(BranchState state, ElementId element) {
    if (!state.has(element)) {
      return false;
    }
    Entity entity = state.entityOf(state.owner(element));
    Field field = state.fieldOf(element);
    return entity.indexes().stream().anyMatch(new Index(List.of(field.name()))::hasDefinitionOf)
        && (!bringsIndex(field) || isServed(entity, field.name()));
  }

  private static boolean bringsIndex(Field field) {
    return field.reference().filter(to -> to.options().indexed()).isPresent();
  }

  private static boolean isServed(Entity entity, String field) {
    Index alone = new Index(List.of(field));
    return entity
        .groups()
        .anyMatch(group -> group.startsWith(field) && !group.hasDefinitionOf(alone));
  }
}
