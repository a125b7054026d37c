package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds names that a shape would use more than once in a database.
 *
 * <p>Tables, enum types, indexes (including those of keys and uniques) and sequences share one
 * namespace: PostgreSQL stores indexes and sequences in the same catalog as tables, and creates a
 * type for every table. The columns of a table form a namespace with the system columns, and its
 * constraints form another one.
 *
 * <p>Each mistake is reported once: if two tables collide, the collisions of their keys and indexes
 * are not reported; if two columns collide, those of the groups that contain them are not.
 */
public final class NameTable {
  private final ShapeView shape;
  private final DatabaseNames names;

  /** The namespace that tables, enum types, indexes and sequences share. */
  private final Map<String, List<SchemaElement>> relations = new LinkedHashMap<>();

  private final List<NameCollision> collisions = new ArrayList<>();

  private NameTable(ShapeView shape, DatabaseNames names) {
    this.shape = shape;
    this.names = names;
  }

  /** Returns all collisions, in an order that depends only on the shape. */
  public static List<NameCollision> collisions(ShapeView shape, DatabaseNames names) {
    NameTable table = new NameTable(shape, names);
    table.fill();
    return List.copyOf(table.collisions);
  }

  private void fill() {
    for (SystemEntity system : shape.systemEntities()) {
      if (system instanceof BuiltInUser user && user.from().isEmpty()) {
        add(relations, names.table(user), SchemaElement.entity(system.name()));
        add(relations, names.key(user), SchemaElement.key(system.name()));
      }
    }
    for (EnumType enumType : shape.enums()) {
      add(relations, names.enumType(enumType), SchemaElement.enumType(enumType.name()));
      labels(enumType);
    }
    for (DeclaredSequence sequence : shape.sequences()) {
      add(relations, names.sequence(sequence), SchemaElement.sequence(sequence.name()));
    }
    for (Entity entity : shape.entities()) {
      add(relations, names.table(entity), SchemaElement.entity(entity.name()));
    }
    Set<SchemaElement> colliding = partsOf(shared(relations));
    for (Entity entity : shape.entities()) {
      Set<SchemaElement> collidingColumns = columns(entity);
      if (!colliding.contains(SchemaElement.entity(entity.name()))) {
        addDependents(entity, collidingColumns);
      }
    }
    collisions.addAll(shared(relations));
  }

  private void labels(EnumType enumType) {
    Map<String, List<SchemaElement>> labels = new LinkedHashMap<>();
    for (String value : enumType.values()) {
      add(labels, enumType.label(value), SchemaElement.value(enumType.name(), value));
    }
    collisions.addAll(shared(labels));
  }

  private Set<SchemaElement> columns(Entity entity) {
    Map<String, List<SchemaElement>> columns = new LinkedHashMap<>();
    for (Field field : entity.fields()) {
      String column = names.column(field);
      SchemaElement part = SchemaElement.field(entity.name(), field.name());
      add(columns, column, part);
      if (DatabaseNames.SYSTEM_COLUMNS.contains(column)) {
        collisions.add(new NameCollision.SystemColumn(column, part));
      }
    }
    List<NameCollision.Shared> shared = shared(columns);
    collisions.addAll(shared);
    return partsOf(shared);
  }

  private void addDependents(Entity entity, Set<SchemaElement> collidingColumns) {
    String owner = entity.name();
    Map<String, List<SchemaElement>> constraints = new LinkedHashMap<>();
    if (entity.key().isPresent()) {
      add(relations, names.key(entity), SchemaElement.key(owner));
      add(constraints, names.key(entity), SchemaElement.key(owner));
    }
    for (Unique unique : entity.uniques()) {
      if (isFree(owner, unique.fields(), collidingColumns)) {
        add(relations, names.group(entity, unique), unique.element(owner));
        add(constraints, names.group(entity, unique), unique.element(owner));
      }
    }
    for (Index index : entity.indexes()) {
      if (isFree(owner, index.fields(), collidingColumns)) {
        add(relations, names.group(entity, index), index.element(owner));
      }
    }
    for (Field field : entity.fields()) {
      if (!isFree(owner, List.of(field.name()), collidingColumns)) {
        continue;
      }
      if (field.ownsSequence()) {
        add(
            relations,
            names.sequence(entity, field.name()),
            SchemaElement.ownedSequence(owner, field.name()));
      }
      if (field.reference().isPresent()) {
        add(
            constraints,
            names.foreignKey(entity, field.name()),
            SchemaElement.foreignKey(owner, field.name()));
      }
    }
    for (Check check : entity.checks()) {
      if (isFree(owner, check.expression().fields(), collidingColumns)) {
        add(constraints, names.check(entity, check), SchemaElement.check(owner, check));
      }
    }
    for (EntityReference reference : entity.references()) {
      if (isFree(owner, reference.fields(), collidingColumns)) {
        add(
            constraints,
            names.foreignKey(ForeignKey.of(entity, reference)),
            reference.element(owner));
      }
    }
    // Keys and uniques that share a name are reported as relations.
    shared(constraints).stream()
        .filter(each -> each.parts().stream().anyMatch(NameTable::isNoRelation))
        .forEach(collisions::add);
  }

  private static boolean isNoRelation(SchemaElement element) {
    return element instanceof SchemaElement.ForeignKeyElement
        || element instanceof SchemaElement.ReferenceElement
        || element instanceof SchemaElement.CheckElement;
  }

  private static boolean isFree(String entity, List<String> fields, Set<SchemaElement> colliding) {
    return fields.stream()
        .noneMatch(field -> colliding.contains(SchemaElement.field(entity, field)));
  }

  private static void add(Map<String, List<SchemaElement>> set, String name, SchemaElement part) {
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
