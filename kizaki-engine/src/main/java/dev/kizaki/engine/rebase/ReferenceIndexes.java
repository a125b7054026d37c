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
 * A reference brings an index unless a key, a unique or another index serves it. Each branch alone
 * saw to that; what both did together may leave a reference without any, or with one too many.
 */
final class ReferenceIndexes {
  private ReferenceIndexes() {}

  static void settle(Draft draft, Side ours, OtherSide other) {
    for (Entity entity : draft.merged().shape().entities()) {
      for (Field field : entity.fields()) {
        needed(draft.merged(), entity, field, ours, other.after())
            .ifPresent(
                statement -> {
                  draft.begin(PlanLine.of(statement), ours, List.of());
                  draft.write(statement);
                });
      }
    }
  }

  private static Optional<PlanStatement> needed(
      Side merged, Entity entity, Field field, Side ours, Side theirs) {
    Index index = new Index(List.of(field.name()));
    boolean needed = field.reference().isPresent() && !isServed(entity, field.name());
    boolean there = entity.indexes().contains(index);
    if (needed == there) {
      return Optional.empty();
    }
    if (needed) {
      return Optional.of(new AddIndex(entity.name(), index));
    }
    Thing thing = merged.field(entity.name(), field.name()).orElseThrow();
    return isMeant(ours, thing) || isMeant(theirs, thing)
        ? Optional.empty()
        : Optional.of(new DropIndex(entity.name(), index));
  }

  /** Whether a branch has the index although no reference needs it. */
  private static boolean isMeant(Side side, Thing thing) {
    if (!side.has(thing)) {
      return false;
    }
    Entity entity = side.entityOf(side.owner(thing));
    Field field = side.fieldOf(thing);
    return entity.indexes().contains(new Index(List.of(field.name())))
        && (field.reference().isEmpty() || isServed(entity, field.name()));
  }

  private static boolean isServed(Entity entity, String field) {
    Index alone = new Index(List.of(field));
    return entity.groups().anyMatch(group -> group.startsWith(field) && !group.equals(alone));
  }
}
