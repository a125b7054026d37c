package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SystemEntity;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A shape on its way along a plan. Entities and enums in it are values; only the maps change, so a
 * statement costs what it touches and not the size of the schema.
 */
final class WorkingShape implements ShapeView {
  private final SortedMap<String, SystemEntity> systemEntities;
  private final SortedMap<String, EnumType> enums;
  private final SortedMap<String, Entity> entities;

  WorkingShape(Shape base) {
    systemEntities = new TreeMap<>(base.systemEntityMap());
    enums = new TreeMap<>(base.enumMap());
    entities = new TreeMap<>(base.entityMap());
  }

  Shape freeze() {
    return new Shape(systemEntities, enums, entities);
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
  public Collection<SystemEntity> systemEntities() {
    return systemEntities.values();
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
  public Optional<SystemEntity> systemEntity(String name) {
    return Optional.ofNullable(systemEntities.get(name));
  }

  void put(SystemEntity systemEntity) {
    systemEntities.put(systemEntity.name(), systemEntity);
  }

  void put(EnumType enumType) {
    enums.put(enumType.name(), enumType);
  }

  void put(Entity entity) {
    entities.put(entity.name(), entity);
  }

  void removeEnum(String name) {
    enums.remove(name);
  }

  void removeEntity(String name) {
    entities.remove(name);
  }

  /**
   * Replaces every field by what the change makes of it; entities it leaves alone stay the same.
   */
  void changeFields(UnaryOperator<Field> change) {
    entities.replaceAll(
        (name, entity) -> {
          boolean same = entity.fields().stream().allMatch(field -> change.apply(field) == field);
          return same ? entity : entity.withFields(entity.fields().stream().map(change).toList());
        });
  }

  /** Points the references that satisfy the change's own condition elsewhere. */
  void changeReferences(UnaryOperator<FieldType.Reference> change) {
    changeFields(
        field -> {
          if (field.type() instanceof FieldType.Reference reference) {
            FieldType.Reference changed = change.apply(reference);
            return changed == reference ? field : field.withType(changed);
          }
          return field;
        });
  }
}
