package dev.kizaki.engine.shape;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which entities have a field whose type or default names a given entity, enum or sequence, or a
 * reference to a given entity. It uses the types as they are declared and does not check their
 * targets, because a target may have lost its key between two statements.
 */
public final class TypeUsers {
  private final Map<String, SortedSet<String>> users = new HashMap<>();

  /**
   * @param entities those that there are at first
   */
  public TypeUsers(Collection<Entity> entities) {
    entities.forEach(this::add);
  }

  /** One more entity. */
  public void add(Entity entity) {
    named(entity)
        .forEach(type -> users.computeIfAbsent(type, first -> new TreeSet<>()).add(entity.name()));
  }

  /** One entity less; it is as it was when it was added. */
  public void remove(Entity entity) {
    named(entity).forEach(type -> users.get(type).remove(entity.name()));
  }

  /** The names of these entities, in order. */
  public List<String> of(String type) {
    return List.copyOf(users.getOrDefault(type, new TreeSet<>()));
  }

  private static Stream<String> named(Entity entity) {
    Stream<String> types =
        entity.fields().stream()
            .flatMap(
                field -> {
                  Stream<String> type =
                      field.type() instanceof FieldType.Reference reference
                          ? Stream.of(reference.entity())
                          : field.enumName().stream();
                  return Stream.concat(type, field.sequenceName().stream());
                });
    return Stream.concat(types, entity.references().stream().map(EntityReference::target));
  }
}
