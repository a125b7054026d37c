package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.OnDelete;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.TableName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Foreign keys. A reference may wait for its constraint: a new entity's until its target is there,
 * any while a key it needs or a type it has is changed. {@link #settle} makes what can be made
 * after each statement; the shape's own rules see to it that nothing waits at the end.
 */
final class ReferenceSql {
  private final DatabaseMapping target;
  private final SqlScript script;
  private final RowChecks checks;

  /** The names of an entity and of its field that is a reference. */
  private record Reference(String entity, String field) {}

  /**
   * The references that have no constraint at the moment, and whether rows may hold values that
   * nobody has compared with its target yet.
   */
  private final Map<Reference, Boolean> waiting = new LinkedHashMap<>();

  /** The one whose column the present statement has added without a value in any row. */
  private Optional<Reference> withoutValues = Optional.empty();

  ReferenceSql(DatabaseMapping target, SqlScript script, RowChecks checks) {
    this.target = target;
    this.script = script;
    this.checks = checks;
  }

  /**
   * A new reference: its constraint is made as soon as its target is there.
   *
   * @param unchecked whether rows may hold values that lead to nothing
   */
  void await(String entity, String field, boolean unchecked) {
    waiting.merge(new Reference(entity, field), unchecked, Boolean::logicalOr);
  }

  /** A new reference in a new column that holds no value: there is nothing to look up. */
  void awaitInEmptyColumn(String entity, String field) {
    await(entity, field, false);
    withoutValues = Optional.of(new Reference(entity, field));
  }

  /** For a shape in the middle of a plan: references whose target is not there have none. */
  void awaitMissing() {
    target
        .shape()
        .fieldsWhere(field -> field.reference().isPresent())
        .filter(each -> !isReady(each.field().reference().orElseThrow()))
        .forEach(each -> await(each.entity().name(), each.field().name(), false));
  }

  private boolean isReady(FieldType.Reference to) {
    return target.shape().systemEntity(to.entity()).isPresent()
        || target
            .shape()
            .entity(to.entity())
            .filter(there -> there.isReferable(to.field()))
            .isPresent();
  }

  boolean isWaiting(String entity, String field) {
    return waiting.containsKey(new Reference(entity, field));
  }

  /** The field or its reference is gone, its constraint with it. */
  void forget(String entity, String field) {
    waiting.remove(new Reference(entity, field));
  }

  void forget(Entity entity) {
    entity.fields().forEach(field -> forget(entity.name(), field.name()));
  }

  void renameEntity(Entity before, String to) {
    for (Field field : before.fields()) {
      rename(before.name(), field.name(), to, field.name());
    }
  }

  void renameField(String entity, String from, String to) {
    rename(entity, from, entity, to);
  }

  private void rename(String entity, String field, String newEntity, String newField) {
    Boolean unchecked = waiting.remove(new Reference(entity, field));
    if (unchecked != null) {
      waiting.put(new Reference(newEntity, newField), unchecked);
    }
  }

  /** Makes the constraints whose target is there. */
  void settle() {
    for (Reference reference : List.copyOf(waiting.keySet())) {
      Entity entity = target.shape().entity(reference.entity()).orElseThrow();
      Field field = entity.field(reference.field()).orElseThrow();
      FieldType.Reference to = field.reference().orElseThrow();
      if (isReady(to)) {
        if (waiting.remove(reference)) {
          checks.noOrphans(entity, field, to);
        }
        add(entity, field, to);
      }
    }
    withoutValues = Optional.empty();
  }

  private void add(Entity entity, Field field, FieldType.Reference to) {
    TableName table = target.table(entity.name());
    boolean nothingToLookUp =
        script.isNew(table)
            || withoutValues.equals(Optional.of(new Reference(entity.name(), field.name())));
    RowAccess looksUp = nothingToLookUp ? RowAccess.CATALOG : RowAccess.SCAN;
    script.add(
        sql("ALTER TABLE")
            .table(table)
            .words("ADD CONSTRAINT")
            .identifier(target.names().foreignKey(entity.name(), field.name()))
            .words("FOREIGN KEY")
            .identifiers(List.of(target.columnName(field.name())))
            .words("REFERENCES")
            .table(target.table(to.entity()))
            .identifiers(List.of(target.referencedColumn(to)))
            .words("ON DELETE")
            .words(action(to.onDelete())),
        new Footprint()
            .alters(table, LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.SCAN)
            .references(target.table(to.entity()), LockMode.SHARE_ROW_EXCLUSIVE, looksUp),
        new DatabaseChange.AddForeignKey(
            table,
            target.names().foreignKey(entity.name(), field.name()),
            target.columnName(field.name()),
            target.table(to.entity()),
            target.referencedColumn(to),
            action(to.onDelete())));
  }

  static String action(OnDelete onDelete) {
    return switch (onDelete) {
      case RESTRICT -> "RESTRICT";
      case CASCADE -> "CASCADE";
      case SET_NULL -> "SET NULL";
    };
  }

  /** Drops a reference's constraint, if it has one now. */
  void drop(EntityField from) {
    String entity = from.entity().name();
    from.field()
        .reference()
        .filter(to -> !isWaiting(entity, from.field().name()))
        .ifPresent(
            to ->
                script.add(
                    sql("ALTER TABLE")
                        .table(target.table(entity))
                        .words("DROP CONSTRAINT")
                        .identifier(target.names().foreignKey(entity, from.field().name())),
                    new Footprint()
                        .alters(target.table(entity), RowAccess.CATALOG)
                        .locks(
                            target.table(to.entity()),
                            LockMode.ACCESS_EXCLUSIVE,
                            RowAccess.CATALOG),
                    new DatabaseChange.DropForeignKey(
                        target.table(entity),
                        target.names().foreignKey(entity, from.field().name()))));
  }

  /**
   * An update of a field: where its value changes, PostgreSQL looks at the row it refers to and for
   * rows that refer to it.
   */
  Footprint updating(String entity, Collection<String> fields) {
    Footprint footprint = new Footprint().updates(target.table(entity));
    for (String name : fields) {
      if (!isWaiting(entity, name)) {
        target
            .shape()
            .entity(entity)
            .flatMap(there -> there.field(name))
            .flatMap(Field::reference)
            .ifPresent(to -> looksInto(to.entity(), footprint));
      }
      target
          .shape()
          .referrers(entity, name)
          .filter(each -> !isWaiting(each.entity().name(), each.field().name()))
          .forEach(each -> looksInto(each.entity().name(), footprint));
    }
    return footprint;
  }

  private void looksInto(String entity, Footprint footprint) {
    footprint.locks(target.table(entity), LockMode.ROW_SHARE, RowAccess.CATALOG);
  }

  /** Drops the constraints of these references for a while: {@link #settle} makes them again. */
  void suspend(Collection<EntityField> references) {
    for (EntityField reference : references) {
      drop(reference);
      await(reference.entity().name(), reference.field().name(), false);
    }
  }

  /** Renames the constraint of a reference, if it has one now and the name changes. */
  void renameConstraint(TableName table, String entity, String field, String from, String to) {
    if (!isWaiting(entity, field) && !from.equals(to)) {
      script.add(
          sql("ALTER TABLE")
              .table(table)
              .words("RENAME CONSTRAINT")
              .identifier(from)
              .words("TO")
              .identifier(to),
          new Footprint().alters(table, RowAccess.CATALOG).createsIn(target.schema()));
    }
  }
}
