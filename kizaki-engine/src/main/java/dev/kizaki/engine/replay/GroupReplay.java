package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies statements about keys, uniques and indexes. */
final class GroupReplay {
  private final WorkingShape shape;

  GroupReplay(WorkingShape shape) {
    this.shape = shape;
  }

  Void add(AddUnique add) {
    Entity entity = withFields(add.entity(), add.unique());
    List<Unique> uniques = plus("unique", entity, entity.uniques(), add.unique());
    shape.put(entity.withUniques(uniques));
    return null;
  }

  Void add(AddIndex add) {
    Entity entity = Existing.entity(shape, add.entity());
    Index index = add.index().withExpressions(EntityExpressions.in(entity));
    requireFields(entity, index);
    List<Index> indexes = plus("index", entity, entity.indexes(), index);
    shape.put(entity.withIndexes(indexes));
    return null;
  }

  Void add(AddKey add) {
    Entity entity = withFields(add.entity(), add.key());
    if (entity.key().isPresent()) {
      throw new PlanFault("%s has a key already; drop it first".formatted(entity.name()));
    }
    for (String name : add.key().fields()) {
      if (Existing.field(entity, name).nullable()) {
        throw new PlanFault("%s.%s is nullable and cannot be a key".formatted(entity.name(), name));
      }
    }
    shape.put(entity.withKey(Optional.of(add.key())));
    return null;
  }

  Void drop(DropUnique drop) {
    Entity entity = Existing.entity(shape, drop.entity());
    List<Unique> uniques = minus("unique", entity, entity.uniques(), drop.unique());
    shape.put(entity.withUniques(uniques));
    return null;
  }

  Void drop(DropIndex drop) {
    Entity entity = Existing.entity(shape, drop.entity());
    Index index = drop.index().withExpressions(EntityExpressions.in(entity));
    List<Index> indexes = minus("index", entity, entity.indexes(), index);
    shape.put(entity.withIndexes(indexes));
    return null;
  }

  Void drop(DropKey drop) {
    Entity entity = Existing.entity(shape, drop.entity());
    if (entity.key().isEmpty()) {
      throw new PlanFault("%s has no key at this point of the plan".formatted(entity.name()));
    }
    shape.put(entity.withKey(Optional.empty()));
    return null;
  }

  private Entity withFields(String name, FieldGroup group) {
    Entity entity = Existing.entity(shape, name);
    requireFields(entity, group);
    return entity;
  }

  private static void requireFields(Entity entity, FieldGroup group) {
    group.allFields().forEach(field -> Existing.field(entity, field));
  }

  private static <T extends FieldGroup> List<T> plus(
      String word, Entity entity, List<T> groups, T added) {
    if (groups.contains(added)) {
      throw new PlanFault("%s already exists".formatted(text(word, entity, added)));
    }
    List<T> result = new ArrayList<>(groups);
    result.add(added);
    return result;
  }

  private static <T extends FieldGroup> List<T> minus(
      String word, Entity entity, List<T> groups, T dropped) {
    if (!groups.contains(dropped)) {
      throw new PlanFault("there is no %s".formatted(text(word, entity, dropped)));
    }
    return groups.stream().filter(group -> !group.equals(dropped)).toList();
  }

  private static String text(String word, Entity entity, FieldGroup group) {
    return "%s %s(%s)".formatted(word, entity.name(), group.text());
  }
}
