package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.TypeUsers;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A shape that statements change. Entities and enums are values; only the maps change, so that the
 * cost of a statement depends on what it changes and not on the size of the schema. The entities
 * that use an enum or refer to an entity are looked up in an index, which is built when the first
 * statement needs it.
 */
final class WorkingShape implements ShapeView {
  private final SortedMap<String, SystemEntity> systemEntities;
  private final SortedMap<String, EnumType> enums;
  private final SortedMap<String, DeclaredSequence> sequences;
  private final SortedMap<String, Entity> entities;
  private final SortedMap<String, SqlObject> objects;
  private Optional<SortedSet<String>> withSql = Optional.empty();
  private Optional<TypeUsers> users = Optional.empty();

  WorkingShape(Shape base) {
    systemEntities = new TreeMap<>(base.systemEntityMap());
    enums = new TreeMap<>(base.enumMap());
    sequences = new TreeMap<>(base.sequenceMap());
    entities = new TreeMap<>(base.entityMap());
    objects = new TreeMap<>(base.objectMap());
  }

  Shape freeze() {
    return new Shape(systemEntities, enums, sequences, entities, objects);
  }

  @Override
  public Collection<Entity> entities() {
    return entities.values();
  }

  @Override
  public Collection<EnumType> enums() {
    return enums.values();
  }

  @Override
  public Collection<DeclaredSequence> sequences() {
    return sequences.values();
  }

  @Override
  public Collection<SystemEntity> systemEntities() {
    return systemEntities.values();
  }

  @Override
  public Collection<SqlObject> objects() {
    return objects.values();
  }

  @Override
  public Optional<SqlObject> object(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  @Override
  public Optional<Entity> entity(String name) {
    return Optional.ofNullable(entities.get(name));
  }

  @Override
  public Optional<EnumType> enumType(String name) {
    return Optional.ofNullable(enums.get(name));
  }

  @Override
  public Optional<DeclaredSequence> sequence(String name) {
    return Optional.ofNullable(sequences.get(name));
  }

  @Override
  public Optional<SystemEntity> systemEntity(String name) {
    return Optional.ofNullable(systemEntities.get(name));
  }

  @Override
  public Stream<Entity> usersOf(String type) {
    return users().of(type).stream().map(entities::get);
  }

  /** The entities that have an SQL expression, in order. */
  List<Entity> withSql() {
    if (withSql.isEmpty()) {
      SortedSet<String> names = new TreeSet<>();
      entities.values().stream().filter(Entity::hasSql).map(Entity::name).forEach(names::add);
      withSql = Optional.of(names);
    }
    return withSql.get().stream().map(entities::get).toList();
  }

  private TypeUsers users() {
    if (users.isEmpty()) {
      users = Optional.of(new TypeUsers(entities.values()));
    }
    return users.get();
  }

  void put(SystemEntity systemEntity) {
    systemEntities.put(systemEntity.name(), systemEntity);
  }

  void put(EnumType enumType) {
    enums.put(enumType.name(), enumType);
  }

  void put(DeclaredSequence sequence) {
    sequences.put(sequence.name(), sequence);
  }

  void removeSequence(String name) {
    sequences.remove(name);
  }

  void put(SqlObject object) {
    objects.put(object.name(), object);
  }

  void removeObject(String name) {
    objects.remove(name);
  }

  /** Puts the new name of an element into the objects that use it. */
  void renameInObjects(String from, String to) {
    objects.replaceAll((name, object) -> object.withRenamed(from, to));
  }

  void put(Entity changed) {
    Entity entity = changed.withExpressions(EntityExpressions.in(changed));
    Entity recorded = RecordedNames.withoutDerived(entity, DatabaseNames.CURRENT);
    Optional<Entity> before = Optional.ofNullable(entities.put(entity.name(), recorded));
    withSql.ifPresent(
        names -> {
          names.remove(entity.name());
          if (recorded.hasSql()) {
            names.add(entity.name());
          }
        });
    users.ifPresent(
        found -> {
          before.ifPresent(found::remove);
          found.add(recorded);
        });
  }

  void removeEnum(String name) {
    enums.remove(name);
  }

  void removeEntity(String name) {
    Optional<Entity> before = Optional.ofNullable(entities.remove(name));
    withSql.ifPresent(names -> names.remove(name));
    users.ifPresent(found -> before.ifPresent(found::remove));
  }

  /**
   * Replaces every field whose type or default names {@code type} by the result of the change. An
   * entity whose fields do not change stays the same object.
   *
   * @param type the entity, enum or sequence
   */
  void changeFields(String type, UnaryOperator<Field> change) {
    for (Entity entity : usersOf(type).toList()) {
      List<Field> fields = entity.fields().stream().map(change).toList();
      if (!fields.equals(entity.fields())) {
        put(entity.withFields(fields));
      }
    }
  }

  /** Replaces the references in bodies that lead to an entity by the result of the change. */
  void changeTargets(String entity, UnaryOperator<EntityReference> change) {
    for (Entity user : usersOf(entity).toList()) {
      List<EntityReference> references =
          user.references().stream()
              .map(each -> each.target().equals(entity) ? change.apply(each) : each)
              .toList();
      if (!references.equals(user.references())) {
        put(user.withReferences(references));
      }
    }
  }

  /** Replaces the references to an entity by the result of the change. */
  void changeReferences(String entity, UnaryOperator<FieldType.Reference> change) {
    changeFields(
        entity,
        field -> {
          if (field.type() instanceof FieldType.Reference reference
              && reference.entity().equals(entity)) {
            FieldType.Reference changed = change.apply(reference);
            return changed == reference ? field : field.withType(changed);
          }
          return field;
        });
  }
}
