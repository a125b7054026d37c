package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies statements about keys, uniques and indexes. */
final class GroupReplay {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

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
    if (has(entity, groups, added)) {
      String text = text(word, entity, added.withNamed(Optional.empty()));
      throw new PlanFault(
          "%s already exists; to add an equal one, write another name: `add %s named \"name\"`"
              .formatted(text(word, entity, added), text));
    }
    List<T> result = new ArrayList<>(groups);
    result.add(added);
    return result;
  }

  private static <T extends FieldGroup> List<T> minus(
      String word, Entity entity, List<T> groups, T dropped) {
    T found =
        RecordedNames.find(entity, groups, dropped, NAMES)
            .orElseThrow(() -> new PlanFault(missing(word, entity, groups, dropped)));
    return groups.stream().filter(group -> group != found).toList();
  }

  /** Whether a group of the same definition has the name that this one would get. */
  private static <T extends FieldGroup> boolean has(Entity entity, List<T> groups, T added) {
    String name = NAMES.group(entity, added);
    return groups.stream()
        .filter(each -> each.hasDefinitionOf(added))
        .anyMatch(each -> NAMES.group(entity, each).equals(name));
  }

  private static <T extends FieldGroup> String missing(
      String word, Entity entity, List<T> groups, T wanted) {
    List<String> names =
        groups.stream()
            .filter(each -> each.hasDefinitionOf(wanted))
            .map(each -> "\"" + NAMES.group(entity, each) + "\"")
            .toList();
    String text = text(word, entity, wanted);
    return names.isEmpty()
        ? "there is no %s".formatted(text)
        : names.size() == 1
            ? "there is no %s, but one named %s".formatted(text, names.get(0))
            : "there is no %s; state which one is meant: named %s"
                .formatted(text, String.join(" or named ", names));
  }

  private static String text(String word, Entity entity, FieldGroup group) {
    return "%s %s(%s)%s".formatted(word, entity.name(), group.text(), group.namedText());
  }
}
