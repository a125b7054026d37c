package dev.kizaki.engine.shape;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Read access to a shape, either a fixed one or one that a replay changes. */
public interface ShapeView {
  Collection<Entity> entities();

  Collection<EnumType> enums();

  Collection<DeclaredSequence> sequences();

  Collection<SystemEntity> systemEntities();

  Collection<SqlObject> objects();

  Optional<Entity> entity(String name);

  Optional<EnumType> enumType(String name);

  Optional<DeclaredSequence> sequence(String name);

  Optional<SystemEntity> systemEntity(String name);

  Optional<SqlObject> object(String name);

  /** The names of all entities, system entities, enums, sequences and objects. */
  default Stream<String> names() {
    return Stream.of(
            entities().stream().map(Entity::name),
            systemEntities().stream().map(SystemEntity::name),
            enums().stream().map(EnumType::name),
            sequences().stream().map(DeclaredSequence::name),
            objects().stream().map(SqlObject::name))
        .flatMap(names -> names);
  }

  /** Whether an entity, a system entity, an enum, a sequence or an object has the name. */
  default boolean has(String name) {
    return entity(name).isPresent()
        || systemEntity(name).isPresent()
        || enumType(name).isPresent()
        || sequence(name).isPresent()
        || object(name).isPresent();
  }

  /** The objects that name this element in {@code uses}. */
  default Stream<SqlObject> objectsThatUse(String name) {
    return objects().stream().filter(object -> object.uses().contains(name));
  }

  /** The field of the entity, if both exist. */
  default Optional<Field> field(String entity, String field) {
    return entity(entity).flatMap(found -> found.field(field));
  }

  /** The fields that satisfy the condition, with their entities. */
  default Stream<EntityField> fieldsWhere(Predicate<Field> condition) {
    return entities().stream()
        .flatMap(
            entity ->
                entity.fields().stream()
                    .filter(condition)
                    .map(field -> new EntityField(entity, field)));
  }

  /**
   * The entities that have a field whose type or default names this entity, enum or sequence, or a
   * reference in their body that leads to it.
   */
  Stream<Entity> usersOf(String type);

  private static boolean names(Field field, String type) {
    return field.reference().filter(to -> to.entity().equals(type)).isPresent()
        || field.enumName().filter(type::equals).isPresent()
        || field.sequenceName().filter(type::equals).isPresent();
  }

  /** The fields whose type is a reference to this one. */
  default Stream<EntityField> referrers(String entity, String field) {
    return referrers(entity)
        .filter(
            each -> each.field().reference().filter(to -> to.field().equals(field)).isPresent());
  }

  /** The fields whose type is a reference to any field of the entity. */
  default Stream<EntityField> referrers(String entity) {
    return fieldsNaming(entity).filter(each -> each.field().reference().isPresent());
  }

  /** All foreign keys. */
  default Stream<ForeignKey> foreignKeys() {
    return entities().stream().flatMap(ForeignKey::of);
  }

  /** The foreign keys that lead to the entity. */
  default Stream<ForeignKey> foreignKeysTo(String entity) {
    return usersOf(entity).flatMap(ForeignKey::of).filter(key -> key.target().equals(entity));
  }

  /** The foreign keys that lead to this field, alone or with others. */
  default Stream<ForeignKey> foreignKeysTo(String entity, String field) {
    return foreignKeysTo(entity).filter(key -> key.targetFields().contains(field));
  }

  /** The fields that have the enum as their type. */
  default Stream<EntityField> fieldsOf(String enumName) {
    return fieldsNaming(enumName).filter(each -> each.field().enumName().isPresent());
  }

  /** The fields whose default takes numbers from the sequence. */
  default Stream<EntityField> fieldsFrom(String sequence) {
    return fieldsNaming(sequence).filter(each -> each.field().sequenceName().isPresent());
  }

  private Stream<EntityField> fieldsNaming(String type) {
    return usersOf(type)
        .flatMap(
            entity ->
                entity.fields().stream()
                    .filter(field -> names(field, type))
                    .map(field -> new EntityField(entity, field)));
  }

  /**
   * Returns the type of a field's column. A reference has the type of the column that it refers to,
   * directly or through other references.
   *
   * @return empty if a reference has no valid target or is part of a cycle
   */
  default Optional<FieldType> columnType(FieldType type) {
    FieldType current = type;
    for (int steps = 0; steps <= entities().size(); steps++) {
      if (!(current instanceof FieldType.Reference reference)) {
        return Optional.of(current);
      }
      Optional<SystemEntity> system = systemEntity(reference.entity());
      if (system.isPresent()) {
        return system.get().keyColumn(reference.field()).map(SystemEntity.KeyColumn::type);
      }
      Optional<Field> target = field(reference.entity(), reference.field());
      if (target.isEmpty()) {
        return Optional.empty();
      }
      current = target.get().type();
    }
    return Optional.empty();
  }
}
