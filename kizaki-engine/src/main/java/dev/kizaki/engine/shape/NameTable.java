package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the names that a shape would give twice in a database.
 *
 * <p>Tables, enum types, indexes (those behind keys and uniques too) and sequences share one set:
 * PostgreSQL keeps indexes and sequences among the tables, and makes a type for every table. The
 * columns of a table are a set, with the system columns in it, and so are its constraints.
 *
 * <p>One mistake is reported once: where two tables collide their keys and indexes do too, and are
 * left out, and so are the groups over a colliding column.
 */
public final class NameTable {
  private final ShapeView shape;
  private final DatabaseNames names;

  /** The set that tables, enum types, indexes and sequences share. */
  private final Map<String, List<SchemaElement>> relations = new LinkedHashMap<>();

  private final List<NameCollision> collisions = new ArrayList<>();

  private NameTable(ShapeView shape, DatabaseNames names) {
    this.shape = shape;
    this.names = names;
  }

  /** All collisions, in an order that depends on the shape alone. */
  public static List<NameCollision> collisions(ShapeView shape, DatabaseNames names) {
    NameTable table = new NameTable(shape, names);
    table.fill();
    return List.copyOf(table.collisions);
  }

  private void fill() {
    for (SystemEntity system : shape.systemEntities()) {
      if (system.from().isEmpty()) {
        claim(relations, names.table(system.name()), SchemaElement.entity(system.name()));
        claim(relations, names.key(system.name()), SchemaElement.key(system.name()));
      }
    }
    for (EnumType enumType : shape.enums()) {
      claim(relations, names.enumType(enumType.name()), SchemaElement.enumType(enumType.name()));
    }
    for (Entity entity : shape.entities()) {
      claim(relations, names.table(entity.name()), SchemaElement.entity(entity.name()));
    }
    Set<SchemaElement> colliding = partsOf(shared(relations));
    for (Entity entity : shape.entities()) {
      Set<SchemaElement> collidingColumns = columns(entity);
      if (!colliding.contains(SchemaElement.entity(entity.name()))) {
        claimDependents(entity, collidingColumns);
      }
    }
    collisions.addAll(shared(relations));
  }

  private Set<SchemaElement> columns(Entity entity) {
    Map<String, List<SchemaElement>> columns = new LinkedHashMap<>();
    for (Field field : entity.fields()) {
      String column = names.column(field.name());
      SchemaElement part = SchemaElement.field(entity.name(), field.name());
      claim(columns, column, part);
      if (DatabaseNames.SYSTEM_COLUMNS.contains(column)) {
        collisions.add(new NameCollision.SystemColumn(column, part));
      }
    }
    List<NameCollision.Shared> shared = shared(columns);
    collisions.addAll(shared);
    return partsOf(shared);
  }

  private void claimDependents(Entity entity, Set<SchemaElement> collidingColumns) {
    String owner = entity.name();
    Map<String, List<SchemaElement>> constraints = new LinkedHashMap<>();
    if (entity.key().isPresent()) {
      claim(relations, names.key(owner), SchemaElement.key(owner));
    }
    for (Unique unique : entity.uniques()) {
      if (isClear(owner, unique.fields(), collidingColumns)) {
        claim(relations, names.unique(owner, unique), unique.element(owner));
      }
    }
    for (Index index : entity.indexes()) {
      if (isClear(owner, index.fields(), collidingColumns)) {
        claim(relations, names.index(owner, index), index.element(owner));
      }
    }
    for (Field field : entity.fields()) {
      if (!isClear(owner, List.of(field.name()), collidingColumns)) {
        continue;
      }
      if (field.isIdentity()) {
        claim(
            relations,
            names.sequence(owner, field.name()),
            SchemaElement.sequence(owner, field.name()));
      }
      if (field.reference().isPresent()) {
        // No foreign key can have a key's or a unique's name: the last letters always differ.
        claim(
            constraints,
            names.foreignKey(owner, field.name()),
            SchemaElement.foreignKey(owner, field.name()));
      }
    }
    collisions.addAll(shared(constraints));
  }

  private static boolean isClear(String entity, List<String> fields, Set<SchemaElement> colliding) {
    return fields.stream()
        .noneMatch(field -> colliding.contains(SchemaElement.field(entity, field)));
  }

  private static void claim(Map<String, List<SchemaElement>> set, String name, SchemaElement part) {
    set.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(part);
  }

  private static List<NameCollision.Shared> shared(Map<String, List<SchemaElement>> set) {
    List<NameCollision.Shared> shared = new ArrayList<>();
    set.forEach(
        (name, parts) -> {
          if (parts.size() > 1) {
            shared.add(new NameCollision.Shared(name, parts));
          }
        });
    return shared;
  }

  private static Set<SchemaElement> partsOf(List<NameCollision.Shared> shared) {
    Set<SchemaElement> parts = new HashSet<>();
    shared.forEach(collision -> parts.addAll(collision.parts()));
    return parts;
  }
}
