package dev.kizaki.engine.shape;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of a schema that determines the structure of a database. Immutable; the maps are sorted
 * by name. Two shapes are equal if all their elements are.
 */
public final class Shape implements ShapeView {
  private final SortedMap<String, SystemEntity> systemEntityMap;
  private final SortedMap<String, EnumType> enumMap;
  private final SortedMap<String, DeclaredSequence> sequenceMap;
  private final SortedMap<String, Entity> entityMap;
  private final SortedMap<String, SqlObject> objectMap;

  /** Made when the users of a type are asked for, which each statement of a plan may need. */
  private TypeUsers users;

  /** Copies the maps, whose keys are the names of the elements. */
  public Shape(
      SortedMap<String, SystemEntity> systemEntityMap,
      SortedMap<String, EnumType> enumMap,
      SortedMap<String, DeclaredSequence> sequenceMap,
      SortedMap<String, Entity> entityMap,
      SortedMap<String, SqlObject> objectMap) {
    this.systemEntityMap = frozen(systemEntityMap);
    this.enumMap = frozen(enumMap);
    this.sequenceMap = frozen(sequenceMap);
    this.entityMap = frozen(entityMap);
    this.objectMap = frozen(objectMap);
  }

  /** The shape of an empty database. */
  public static Shape empty() {
    return new Shape(
        new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /**
   * Returns a shape of these elements without objects.
   *
   * @throws IllegalArgumentException if two elements of a kind have the same name
   */
  public static Shape of(
      Collection<SystemEntity> systemEntities,
      Collection<EnumType> enums,
      Collection<DeclaredSequence> sequences,
      Collection<Entity> entities) {
    return new Shape(
        byName(systemEntities, SystemEntity::name),
        byName(enums, EnumType::name),
        byName(sequences, DeclaredSequence::name),
        byName(entities, Entity::name),
        new TreeMap<>());
  }

  /** Returns a shape of these elements without sequences. */
  public static Shape of(
      Collection<SystemEntity> systemEntities,
      Collection<EnumType> enums,
      Collection<Entity> entities) {
    return of(systemEntities, enums, List.of(), entities);
  }

  /**
   * Returns the shape with these objects instead of its own.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public Shape withObjects(Collection<SqlObject> objects) {
    return new Shape(
        systemEntityMap, enumMap, sequenceMap, entityMap, byName(objects, SqlObject::name));
  }

  /** Whether the shape contains no elements. */
  public boolean isEmpty() {
    return systemEntityMap.isEmpty()
        && enumMap.isEmpty()
        && sequenceMap.isEmpty()
        && entityMap.isEmpty()
        && objectMap.isEmpty();
  }

  @Override
  public Collection<Entity> entities() {
    return entityMap.values();
  }

  @Override
  public Collection<EnumType> enums() {
    return enumMap.values();
  }

  @Override
  public Collection<DeclaredSequence> sequences() {
    return sequenceMap.values();
  }

  @Override
  public Collection<SystemEntity> systemEntities() {
    return systemEntityMap.values();
  }

  /** The PostgreSQL schemas of the tables that are referred to and not managed. */
  public SortedSet<String> schemasOfExistingTables() {
    return systemEntities().stream()
        .flatMap(each -> each.table().stream())
        .map(SystemEntity.ExistingTable::schema)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Collection<SqlObject> objects() {
    return objectMap.values();
  }

  @Override
  public Optional<SqlObject> object(String name) {
    return Optional.ofNullable(objectMap.get(name));
  }

  @Override
  public Optional<Entity> entity(String name) {
    return Optional.ofNullable(entityMap.get(name));
  }

  @Override
  public Optional<EnumType> enumType(String name) {
    return Optional.ofNullable(enumMap.get(name));
  }

  @Override
  public Optional<DeclaredSequence> sequence(String name) {
    return Optional.ofNullable(sequenceMap.get(name));
  }

  @Override
  public Optional<SystemEntity> systemEntity(String name) {
    return Optional.ofNullable(systemEntityMap.get(name));
  }

  /** The system entities by name. */
  public SortedMap<String, SystemEntity> systemEntityMap() {
    return systemEntityMap;
  }

  /** The enums by name. */
  public SortedMap<String, EnumType> enumMap() {
    return enumMap;
  }

  /** The sequences by name. */
  public SortedMap<String, DeclaredSequence> sequenceMap() {
    return sequenceMap;
  }

  /** The entities by name. */
  public SortedMap<String, Entity> entityMap() {
    return entityMap;
  }

  /** The objects in SQL by name. */
  public SortedMap<String, SqlObject> objectMap() {
    return objectMap;
  }

  @Override
  public Stream<Entity> usersOf(String type) {
    return users().of(type).stream().map(entityMap::get);
  }

  private synchronized TypeUsers users() {
    if (users == null) {
      users = new TypeUsers(entityMap.values());
    }
    return users;
  }

  private List<?> elements() {
    return List.of(systemEntityMap, enumMap, sequenceMap, entityMap, objectMap);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && elements().equals(shape.elements());
  }

  @Override
  public int hashCode() {
    return elements().hashCode();
  }

  @Override
  public String toString() {
    return elements().toString();
  }

  private static <T> SortedMap<String, T> frozen(Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  private static <T> SortedMap<String, T> byName(Collection<T> all, Function<T, String> name) {
    SortedMap<String, T> map = new TreeMap<>();
    for (T one : all) {
      if (map.put(name.apply(one), one) != null) {
        throw new IllegalArgumentException("duplicate name: %s".formatted(name.apply(one)));
      }
    }
    return map;
  }
}
