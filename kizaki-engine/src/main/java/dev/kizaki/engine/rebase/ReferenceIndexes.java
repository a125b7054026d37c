package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adds and drops the indexes of references. A reference has an index of its own unless it is
 * {@code @noIndex}, or a key, a unique or another index begins with its fields. That holds on each
 * branch; after the changes of both, a reference may lack an index, or have one that it does not
 * need.
 */
final class ReferenceIndexes {
  private ReferenceIndexes() {}

  static void adjust(RebasedPlanBuilder plan, BranchState ours, UpstreamChanges upstream) {
    List<Entity> entities = List.copyOf(plan.merged().shape().entities());
    for (Entity entity : entities) {
      for (List<String> fields : candidates(entity)) {
        needed(plan.merged(), entity.name(), fields, ours, upstream.after())
            .ifPresent(
                statement -> {
                  plan.begin(PlanLine.of(statement), ours, List.of());
                  plan.write(statement);
                });
      }
    }
  }

  /** The fields of references, and of indexes that may have been those of references. */
  private static List<List<String>> candidates(Entity entity) {
    return Stream.concat(
            ForeignKey.of(entity).map(ForeignKey::fields),
            entity.indexes().stream()
                .map(Index::fields)
                .filter(
                    fields ->
                        entity.indexes().stream().anyMatch(new Index(fields)::hasDefinitionOf)))
        .distinct()
        .toList();
  }

  private static Optional<PlanStatement> needed(
      BranchState merged, String name, List<String> fields, BranchState ours, BranchState theirs) {
    Entity entity = merged.shape().entity(name).orElseThrow();
    Index index = new Index(fields);
    boolean needed = bringsIndex(entity, fields) && !isServed(entity, fields);
    boolean there = entity.indexes().stream().anyMatch(index::hasDefinitionOf);
    if (needed == there) {
      return Optional.empty();
    }
    if (needed) {
      return Optional.of(new AddIndex(name, index));
    }
    List<ElementId> members = merged.members(merged.entity(name).orElseThrow(), index);
    return isWanted(ours, members) || isWanted(theirs, members)
        ? Optional.empty()
        : Optional.of(new DropIndex(name, index));
  }

  /** Whether a branch has the index although no reference needs it, so that a person wants it. */
  private static boolean isWanted(BranchState state, List<ElementId> members) {
    if (!members.stream().allMatch(state::has)) {
      return false;
    }
    Entity entity = state.entityOf(state.owner(members.get(0)));
    List<String> fields = members.stream().map(state::name).toList();
    return entity.indexes().stream().anyMatch(new Index(fields)::hasDefinitionOf)
        && (!bringsIndex(entity, fields) || isServed(entity, fields));
  }

  private static boolean bringsIndex(Entity entity, List<String> fields) {
    return ForeignKey.of(entity)
        .anyMatch(key -> key.fields().equals(fields) && key.options().indexed());
  }

  private static boolean isServed(Entity entity, List<String> fields) {
    Index alone = new Index(fields);
    return entity.groups().anyMatch(group -> group.leads(fields) && !group.hasDefinitionOf(alone));
  }
}
