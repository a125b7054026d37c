package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Optional;

/**
 * The names of keys, uniques, indexes, checks, foreign keys and owned sequences that are not the
 * derived ones. A snapshot records them; a schema need not state them.
 */
public final class RecordedNames {
  private RecordedNames() {}

  /** Returns the entity without those names that are the derived ones. */
  public static Entity withoutDerived(Entity entity, DatabaseNames names) {
    if (!hasNames(entity)) {
      return entity;
    }
    return new Entity(
        entity.name(),
        entity.table(),
        entity.fields().stream().map(field -> withoutDerived(entity, field, names)).toList(),
        entity.key().map(key -> key.withNamed(other(names, entity, key))),
        entity.uniques().stream().map(each -> each.withNamed(other(names, entity, each))).toList(),
        entity.indexes().stream().map(each -> each.withNamed(other(names, entity, each))).toList(),
        entity.references().stream().map(each -> withoutDerived(entity, each, names)).toList(),
        entity.checks().stream()
            .map(each -> each.withNamed(other(each, names.derivedCheck(entity, each))))
            .toList());
  }

  /** Returns the entity with the names of all its parts, also the derived ones. */
  public static Entity withAll(Entity entity, DatabaseNames names) {
    return entity
        .withFields(entity.fields().stream().map(field -> withAll(entity, field, names)).toList())
        .withKey(entity.key().map(key -> key.withNamed(Optional.of(names.key(entity)))))
        .withUniques(
            entity.uniques().stream()
                .map(each -> each.withNamed(Optional.of(names.group(entity, each))))
                .toList())
        .withIndexes(
            entity.indexes().stream()
                .map(each -> each.withNamed(Optional.of(names.group(entity, each))))
                .toList())
        .withChecks(
            entity.checks().stream()
                .map(each -> each.withNamed(Optional.of(names.check(entity, each))))
                .toList())
        .withReferences(
            entity.references().stream()
                .map(
                    each ->
                        each.withNamed(Optional.of(names.foreignKey(ForeignKey.of(entity, each)))))
                .toList());
  }

  /** Returns the entity without any of these names. Groups of one definition become one. */
  public static Entity open(Entity entity) {
    return entity
        .withFields(entity.fields().stream().map(RecordedNames::open).toList())
        .withKey(entity.key().map(key -> key.withNamed(Optional.empty())))
        .withUniques(
            entity.uniques().stream().map(each -> each.withNamed(Optional.empty())).toList())
        .withIndexes(
            entity.indexes().stream().map(each -> each.withNamed(Optional.empty())).toList())
        .withChecks(entity.checks().stream().map(each -> each.withNamed(Optional.empty())).toList())
        .withReferences(entity.references().stream().map(RecordedNames::open).toList());
  }

  /** Returns the reference without the name of its foreign key. */
  public static EntityReference open(EntityReference reference) {
    return reference.withNamed(Optional.empty());
  }

  /** Returns the field without the names of its foreign key and its sequence. */
  public static Field open(Field field) {
    return withSequence(withForeignKey(field, Optional.empty()), Optional.empty());
  }

  /**
   * Returns a changed field without the names that it has before, which stay. Only a new foreign
   * key or sequence is named by the change.
   */
  public static Field changed(Field before, Field after) {
    Optional<String> foreignKey =
        before.reference().isPresent() ? Optional.empty() : foreignKey(after);
    Optional<String> sequence = before.ownsSequence() ? Optional.empty() : sequence(after);
    return withSequence(withForeignKey(after, foreignKey), sequence);
  }

  /**
   * Finds a group by its definition. A name that is given must be that of the group. Where none is
   * given and several groups have the definition, it is the one with the derived name.
   */
  public static <T extends FieldGroup> Optional<T> find(
      Entity entity, List<T> groups, FieldGroup described, DatabaseNames names) {
    List<T> same = groups.stream().filter(each -> each.hasDefinitionOf(described)).toList();
    if (described.named().isPresent()) {
      return same.stream()
          .filter(each -> names.group(entity, each).equals(described.named().get()))
          .findFirst();
    }
    return same.size() == 1
        ? Optional.of(same.get(0))
        : same.stream().filter(each -> each.named().isEmpty()).findFirst();
  }

  private static Field withAll(Entity entity, Field field, DatabaseNames names) {
    return withSequence(
        withForeignKey(field, Optional.of(names.foreignKey(entity, field.name()))),
        Optional.of(names.sequence(entity, field.name())));
  }

  /** Whether anything of the entity has a name that is not left open. */
  public static boolean hasNames(Entity entity) {
    return entity.groups().anyMatch(group -> group.named().isPresent())
        || entity.checks().stream().anyMatch(check -> check.named().isPresent())
        || entity.references().stream().anyMatch(to -> to.options().named().isPresent())
        || entity.fields().stream()
            .anyMatch(field -> foreignKey(field).isPresent() || sequence(field).isPresent());
  }

  /** The name of the field's foreign key that is not left open. */
  public static Optional<String> foreignKey(Field field) {
    return field.reference().flatMap(to -> to.options().named());
  }

  /** The name of the field's sequence that is not left open. */
  public static Optional<String> sequence(Field field) {
    return field.ownedSequence().flatMap(DefaultValue.OwnedSequence::named);
  }

  /** Returns the field with another name of its foreign key, if it is a reference. */
  public static Field withForeignKey(Field field, Optional<String> named) {
    return field
        .reference()
        .map(to -> field.withType(to.withOptions(to.options().withNamed(named))))
        .orElse(field);
  }

  /** Returns the field with another name of its sequence, if it owns one. */
  public static Field withSequence(Field field, Optional<String> named) {
    return field
        .ownedSequence()
        .map(sequence -> field.withDefault(Optional.of(sequence.withNamed(named))))
        .orElse(field);
  }

  private static Field withoutDerived(Entity entity, Field field, DatabaseNames names) {
    String foreignKey = names.derivedForeignKey(entity, field.name());
    String sequence = names.derivedSequence(entity, field.name());
    return withSequence(
        withForeignKey(field, foreignKey(field).filter(given -> !given.equals(foreignKey))),
        sequence(field).filter(given -> !given.equals(sequence)));
  }

  private static Optional<String> other(Check check, String derived) {
    return check.named().filter(given -> !given.equals(derived));
  }

  private static EntityReference withoutDerived(
      Entity entity, EntityReference reference, DatabaseNames names) {
    String derived = names.derivedForeignKey(ForeignKey.of(entity, reference));
    return reference.withOptions(
        reference
            .options()
            .withNamed(reference.options().named().filter(given -> !given.equals(derived))));
  }

  private static Optional<String> other(DatabaseNames names, Entity entity, FieldGroup group) {
    return group.named().filter(given -> !given.equals(names.derivedGroup(entity, group)));
  }
}
