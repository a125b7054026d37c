package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of two shapes that a rename can affect: the renamed entity, the entities that refer to
 * it, all entities that those refer to, directly or indirectly, and the objects that use any of
 * them. In a large schema this part is small, and comparing it gives the same statements as
 * comparing the whole schema.
 */
final class AffectedSubschema {
  private final Shape before;
  private final Shape after;
  private final Map<String, Set<String>> referrers = new HashMap<>();

  /**
   * @param before the shape before the migration, after all renames
   */
  AffectedSubschema(Shape before, Shape after) {
    this.before = before;
    this.after = after;
    for (Shape shape : List.of(before, after)) {
      shape
          .foreignKeys()
          .forEach(
              key ->
                  referrers
                      .computeIfAbsent(key.target(), name -> new HashSet<>())
                      .add(key.entity().name()));
    }
  }

  /** The part, before and after the migration. */
  record Part(Shape before, Shape after) {}

  /**
   * Returns the part that the renames can affect. A rename of an enum, of a value or of a sequence
   * can affect the whole schema.
   */
  Part of(Collection<RenameStatement> renames) {
    Set<String> names = new HashSet<>();
    for (RenameStatement rename : renames) {
      if (rename.element().root().kind() != ElementKind.ENTITY) {
        return new Part(before, after);
      }
      names.add(rename.element().root().name());
      names.add(rename.elementAfter().root().name());
    }
    Set<String> renamed = Set.copyOf(names);
    renamed.forEach(name -> names.addAll(referrers.getOrDefault(name, Set.of())));
    Deque<String> pending = new ArrayDeque<>(names);
    while (!pending.isEmpty()) {
      String name = pending.remove();
      for (Shape shape : List.of(before, after)) {
        shape.entity(name).stream()
            .flatMap(ForeignKey::of)
            .map(ForeignKey::target)
            .filter(names::add)
            .forEach(pending::add);
      }
    }
    Set<String> types = new HashSet<>();
    names.forEach(
        name -> List.of(before, after).forEach(shape -> types.addAll(types(shape, name))));
    return new Part(only(before, names, types), only(after, names, types));
  }

  /** The enums and sequences that the fields of the entity name. */
  private static List<String> types(Shape shape, String entity) {
    return shape.entity(entity).stream()
        .map(Entity::fields)
        .flatMap(List::stream)
        .flatMap(field -> Stream.of(field.enumName(), field.sequenceName()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Shape only(Shape shape, Set<String> entities, Set<String> types) {
    return Shape.of(
            shape.systemEntities(),
            types.stream().flatMap(name -> shape.enumType(name).stream()).toList(),
            types.stream().flatMap(name -> shape.sequence(name).stream()).toList(),
            entities.stream().flatMap(name -> shape.entity(name).stream()).toList())
        .withObjects(
            shape.objects().stream()
                .filter(object -> object.uses().stream().anyMatch(entities::contains))
                .toList());
  }
}
