package dev.kizaki.engine.plan.text;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key, unique and index over one field alone, which stand at the field in the declaration of an
 * entity. If there are several of a kind, one stands there.
 *
 * @param brings whether the index is the one that the reference brings
 */
record FieldGroups(
    Optional<Key> key, Optional<Unique> unique, Optional<Index> index, boolean brings) {
  static FieldGroups of(Entity entity, Field field) {
    List<String> alone = List.of(field.name());
    Optional<Index> index = first(entity.indexes(), new Index(alone));
    return new FieldGroups(
        entity.key().filter(key -> key.fields().equals(alone)),
        first(entity.uniques(), new Unique(alone)),
        index,
        index.filter(each -> isBrought(entity, field, each)).isPresent());
  }

  /** The groups are sorted, those without a name first. */
  private static <T extends FieldGroup> Optional<T> first(List<T> groups, T wanted) {
    return groups.stream().filter(each -> each.hasDefinitionOf(wanted)).findFirst();
  }

  /** Whether the entity has the index only because the reference implies it. */
  private static boolean isBrought(Entity entity, Field field, Index index) {
    return without(entity, index).needsReferenceIndex(field) || isBrought(entity, index);
  }

  /** Whether the entity has the index only because a reference in its body implies it. */
  static boolean isBrought(Entity entity, Index index) {
    Entity others = without(entity, index);
    return index.named().isEmpty()
        && others.references().stream()
            .anyMatch(
                reference ->
                    index.equals(new Index(reference.fields()))
                        && others.needsReferenceIndex(reference));
  }

  private static Entity without(Entity entity, Index index) {
    return entity.withIndexes(
        entity.indexes().stream().filter(each -> !each.equals(index)).toList());
  }

  Stream<FieldGroup> stream() {
    return Stream.<Optional<? extends FieldGroup>>of(key, unique, index).flatMap(Optional::stream);
  }

  List<FieldGroup> all() {
    return stream().toList();
  }

  AddField.Annotations annotations() {
    return new AddField.Annotations(
        key.isPresent(),
        unique.isPresent(),
        index.isPresent() && !brings,
        new AddField.GroupNames(
            key.flatMap(Key::named), unique.flatMap(Unique::named), index.flatMap(Index::named)));
  }
}
