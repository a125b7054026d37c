package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Maps a shape to a database: the names of its elements there, and the types of columns.
 *
 * @param laterEntities the entities that the plan adds or leads to, by name: a reference may be
 *     added before its target
 */
record DatabaseMapping(
    String schema, DatabaseNames names, ShapeView shape, Map<String, Entity> laterEntities) {
  TableName table(String entity) {
    return shape
        .systemEntity(entity)
        .flatMap(SystemEntity::table)
        .map(from -> new TableName(from.schema(), from.table()))
        .orElseGet(
            () ->
                new TableName(
                    schema,
                    known(entity).map(names::table).orElseGet(() -> names.derivedTable(entity))));
  }

  /** The entity, which may be one that is added or renamed later. */
  private Optional<Entity> known(String entity) {
    return shape.entity(entity).or(() -> Optional.ofNullable(laterEntities.get(entity)));
  }

  /** The entity, which may be one that is added or renamed later. */
  private Entity entity(String entity) {
    return known(entity)
        .orElseThrow(() -> new IllegalStateException("no such entity: %s".formatted(entity)));
  }

  /** The quoted name of an entity's table. */
  String quotedTable(String entity) {
    return Quoting.table(table(entity));
  }

  /** The quoted name of a field's column. */
  String quotedColumn(String entity, String field) {
    return Quoting.identifier(columnName(entity, field));
  }

  /** The name of a field's column. */
  String columnName(String entity, String field) {
    return columnName(entity(entity), field);
  }

  /** The name of a field's column, where the entity is not the current one. */
  String columnName(Entity entity, String field) {
    return entity
        .field(field)
        .map(names::column)
        .orElseThrow(
            () ->
                new IllegalStateException("no such field: %s.%s".formatted(entity.name(), field)));
  }

  /** The column of a field. */
  ColumnName column(String entity, String field) {
    return new ColumnName(table(entity), columnName(entity, field));
  }

  /** The fields whose column has the enum's type, including references to such fields. */
  List<EntityField> fieldsOf(String enumName) {
    return shape
        .fieldsWhere(
            field ->
                columnType(field) instanceof FieldType.OfEnum ofEnum
                    && ofEnum.name().equals(enumName))
        .toList();
  }

  /** The name of the referenced column. */
  String referencedColumn(FieldType.Reference to) {
    return shape
        .systemEntity(to.entity())
        .flatMap(system -> system.keyColumn(to.field()))
        .map(SystemEntity.KeyColumn::column)
        .orElseGet(() -> columnName(to.entity(), to.field()));
  }

  /** The name of the group's constraint or index. */
  String groupName(String entity, FieldGroup group) {
    return names.group(entity(entity), group);
  }

  /** The names of the group's columns, in order. */
  List<String> columnNames(String entity, FieldGroup group) {
    return group.fields().stream().map(field -> columnName(entity, field)).toList();
  }

  /** The name of a foreign key. */
  String foreignKey(ForeignKey key) {
    return names.foreignKey(key);
  }

  /** The names of the columns that refer, in order. */
  List<String> columnNames(ForeignKey key) {
    return key.fields().stream().map(field -> columnName(key.entity(), field)).toList();
  }

  /**
   * Whether the referenced fields exist. In the middle of a plan they may be dropped before those
   * that refer to them; then the foreign key is dropped with them.
   */
  boolean hasTarget(ForeignKey key) {
    return shape.systemEntity(key.target()).isPresent()
        || key.targetFields().stream()
            .allMatch(field -> entity(key.target()).field(field).isPresent());
  }

  /** The names of the referenced columns, in order. */
  List<String> referencedColumns(ForeignKey key) {
    return key.targetFields().stream()
        .map(field -> referencedColumn(new FieldType.Reference(key.target(), field)))
        .toList();
  }

  /**
   * The sequence that a column owns.
   *
   * @param field the field before or after the current statement
   */
  TableName sequence(String entity, Field field) {
    return new TableName(schema, names.sequence(entity(entity), field));
  }

  /** The type of an enum. */
  TableName type(String enumName) {
    return new TableName(schema, names.enumType(enumType(enumName)));
  }

  /** A sequence that the schema declares. */
  TableName sequence(String name) {
    return shape
        .sequence(name)
        .map(found -> new TableName(schema, names.sequence(found)))
        .orElseThrow(() -> new IllegalStateException("no such sequence: %s".formatted(name)));
  }

  /** The label of an enum value. */
  String label(String enumName, String value) {
    return enumType(enumName).label(value);
  }

  private EnumType enumType(String name) {
    return shape
        .enumType(name)
        .orElseThrow(() -> new IllegalStateException("no such enum: %s".formatted(name)));
  }

  /** Values as SQL. */
  Values values() {
    return new Values(this);
  }

  /** The type of the field's column. */
  FieldType columnType(Field field) {
    return columnType(field.type());
  }

  /**
   * Follows references to the field that has a type of its own, also through entities that are
   * added later.
   */
  FieldType columnType(FieldType type) {
    FieldType current = type;
    while (current instanceof FieldType.Reference to) {
      current = shape.columnType(to).orElseGet(() -> typeOf(to));
    }
    return current;
  }

  private FieldType typeOf(FieldType.Reference to) {
    return shape
        .entity(to.entity())
        .flatMap(entity -> entity.field(to.field()))
        .or(
            () ->
                Optional.ofNullable(laterEntities.get(to.entity()))
                    .flatMap(entity -> entity.field(to.field())))
        .map(Field::type)
        .orElseThrow(() -> new IllegalStateException("no such field: %s".formatted(to)));
  }

  PostgresTypes types() {
    return new PostgresTypes(this);
  }

  /**
   * The fields that refer to this one, directly or through others, and so have its type; the
   * nearest first.
   */
  List<EntityField> followers(Entity entity, Field field) {
    ArrayList<EntityField> found = new ArrayList<>();
    found.add(new EntityField(entity, field));
    Set<String> known = new HashSet<>(Set.of(found.get(0).path()));
    for (int i = 0; i < found.size(); i++) {
      EntityField to = found.get(i);
      shape
          .referrers(to.entity().name(), to.field().name())
          .filter(each -> known.add(each.path()))
          .forEach(found::add);
    }
    return List.copyOf(found.subList(1, found.size()));
  }
}
