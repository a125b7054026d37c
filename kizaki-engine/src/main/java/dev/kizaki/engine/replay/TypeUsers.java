package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which entities have a field whose type names an entity or enum. It follows the fields as they
 * stand, whatever they lead to: between two statements a key may be gone under those that refer to
 * it.
 */
final class TypeUsers {
  private final Map<String, SortedSet<String>> users = new HashMap<>();

  TypeUsers(Collection<Entity> entities) {
    entities.forEach(this::add);
  }

  void add(Entity entity) {
    named(entity)
        .forEach(type -> users.computeIfAbsent(type, first -> new TreeSet<>()).add(entity.name()));
  }

  void remove(Entity entity) {
    named(entity).forEach(type -> users.get(type).remove(entity.name()));
  }

  /** Their names, in order. */
  List<String> of(String type) {
    return List.copyOf(users.getOrDefault(type, new TreeSet<>()));
  }

  private static Stream<String> named(Entity entity) {
    return entity.fields().stream()
        .flatMap(
            field -> {
              if (field.type() instanceof FieldType.Reference reference) {
                return Stream.of(reference.entity());
              }
              return field.enumName().stream();
            });
  }
}
