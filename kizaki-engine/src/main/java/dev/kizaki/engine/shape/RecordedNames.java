package dev.kizaki.engine.shape;

import java.util.Optional;

/**
 * The names of keys, uniques, indexes, foreign keys and owned sequences that are not the derived
 * ones. A snapshot records them; a schema need not state them.
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
        entity.references().stream().map(each -> withoutDerived(entity, each, names)).toList());
  }

  /** Whether anything of the entity has a name that is not left open. */
  public static boolean hasNames(Entity entity) {
    return entity.groups().anyMatch(group -> group.named().isPresent())
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
