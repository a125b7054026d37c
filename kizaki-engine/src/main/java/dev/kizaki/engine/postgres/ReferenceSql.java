package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes foreign keys. A reference can be without its constraint for some statements: in a new
 * entity until the referenced entity exists, and in any entity while the referenced key or the type
 * of the column changes. After each statement, {@link #createPending} creates the constraints that
 * have become possible. The rules of a shape ensure that no reference is pending at the end.
 */
final class ReferenceSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final RowChecks checks;

  /** The names of an entity and of its field that is a reference. */
  private record Reference(String entity, String field) {}

  /**
   * The references that have no constraint at the moment, and whether their rows may hold values
   * that no constraint has checked yet.
   */
  private final Map<Reference, Boolean> pending = new LinkedHashMap<>();

  /** The reference whose column the current statement has added without a value in any row. */
  private Optional<Reference> withoutValues = Optional.empty();

  ReferenceSql(DatabaseMapping mapping, SqlScript script, RowChecks checks) {
    this.mapping = mapping;
    this.script = script;
    this.checks = checks;
  }

  /**
   * A new reference: its constraint is created as soon as the referenced column exists.
   *
   * @param unchecked whether rows may hold values that do not exist in the referenced column
   */
  void addPending(String entity, String field, boolean unchecked) {
    pending.merge(new Reference(entity, field), unchecked, Boolean::logicalOr);
  }

  /**
   * A new reference in a new column without values, so that creating the constraint reads no
   * referenced row.
   */
  void addInEmptyColumn(String entity, String field) {
    addPending(entity, field, false);
    withoutValues = Optional.of(new Reference(entity, field));
  }

  /**
   * Marks as pending the references whose referenced column does not exist, as can be in the middle
   * of a plan.
   */
  void markMissing() {
    mapping
        .shape()
        .fieldsWhere(field -> field.reference().isPresent())
        .filter(each -> !isReady(each.field().reference().orElseThrow()))
        .forEach(each -> addPending(each.entity().name(), each.field().name(), false));
  }

  private boolean isReady(FieldType.Reference to) {
    return mapping.shape().systemEntity(to.entity()).isPresent()
        || mapping
            .shape()
            .entity(to.entity())
            .filter(existing -> existing.isReferable(to.field()))
            .isPresent();
  }

  boolean isPending(String entity, String field) {
    return pending.containsKey(new Reference(entity, field));
  }

  /** The field or its reference is dropped, and with it the constraint. */
  void forget(String entity, String field) {
    pending.remove(new Reference(entity, field));
  }

  void forget(Entity entity) {
    entity.fields().forEach(field -> forget(entity.name(), field.name()));
  }

  void renameEntity(Entity before, Entity after) {
    for (Field field : before.fields()) {
      rename(before.name(), field.name(), after.name(), field.name());
    }
  }

  void renameField(String entity, String from, String to) {
    rename(entity, from, entity, to);
  }

  private void rename(String entity, String field, String newEntity, String newField) {
    Boolean unchecked = pending.remove(new Reference(entity, field));
    if (unchecked != null) {
      pending.put(new Reference(newEntity, newField), unchecked);
    }
  }

  /** Creates the constraints whose referenced column exists. */
  void createPending() {
    for (Reference reference : List.copyOf(pending.keySet())) {
      Entity entity = mapping.shape().entity(reference.entity()).orElseThrow();
      Field field = entity.field(reference.field()).orElseThrow();
      FieldType.Reference to = field.reference().orElseThrow();
      if (isReady(to)) {
        if (pending.remove(reference)) {
          checks.noOrphans(entity, field, to);
        }
        add(entity, field, to);
      }
    }
    withoutValues = Optional.empty();
  }

  private void add(Entity entity, Field field, FieldType.Reference to) {
    TableName table = mapping.table(entity.name());
    boolean noValues =
        script.isNew(table)
            || withoutValues.equals(Optional.of(new Reference(entity.name(), field.name())));
    RowAccess readsReferenced = noValues ? RowAccess.CATALOG : RowAccess.SCAN;
    ReferenceOptions options = to.options();
    SqlBuilder command =
        sql("ALTER TABLE")
            .table(table)
            .words("ADD CONSTRAINT")
            .identifier(mapping.foreignKey(entity.name(), field.name()))
            .words("FOREIGN KEY")
            .identifiers(List.of(mapping.columnName(entity.name(), field.name())))
            .words("REFERENCES")
            .table(mapping.table(to.entity()))
            .identifiers(List.of(mapping.referencedColumn(to)));
    script.add(
        ReferenceClauses.add(
            command,
            ReferenceClauses.sql(options.onDelete()),
            ReferenceClauses.sql(options.onUpdate()),
            ReferenceClauses.sql(options.deferrability())),
        new Footprint()
            .alters(table, LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.SCAN)
            .references(mapping.table(to.entity()), LockMode.SHARE_ROW_EXCLUSIVE, readsReferenced),
        new DatabaseChange.AddForeignKey(
            table,
            mapping.foreignKey(entity.name(), field.name()),
            mapping.columnName(entity.name(), field.name()),
            mapping.table(to.entity()),
            mapping.referencedColumn(to),
            ReferenceClauses.written(options.onDelete()),
            ReferenceClauses.written(options.onUpdate()),
            options.deferrability() != Deferrability.NOT_DEFERRABLE,
            options.deferrability() == Deferrability.INITIALLY_DEFERRED));
  }

  /** Changes when the constraint of a reference is checked, if it has one at the moment. */
  void changeDeferrability(EntityField reference, Deferrability to) {
    String entity = reference.entity().name();
    String field = reference.field().name();
    if (!isPending(entity, field)) {
      script.add(
          sql("ALTER TABLE")
              .table(mapping.table(entity))
              .words("ALTER CONSTRAINT")
              .identifier(mapping.foreignKey(entity, field))
              .words(ReferenceClauses.sql(to)),
          new Footprint().alters(mapping.table(entity), RowAccess.CATALOG));
    }
  }

  /** Drops a reference's constraint if it has one at the moment. */
  void drop(EntityField from) {
    String entity = from.entity().name();
    from.field()
        .reference()
        .filter(to -> !isPending(entity, from.field().name()))
        .ifPresent(
            to ->
                script.add(
                    sql("ALTER TABLE")
                        .table(mapping.table(entity))
                        .words("DROP CONSTRAINT")
                        .identifier(mapping.foreignKey(entity, from.field().name())),
                    new Footprint()
                        .alters(mapping.table(entity), RowAccess.CATALOG)
                        .locks(
                            mapping.table(to.entity()),
                            LockMode.ACCESS_EXCLUSIVE,
                            RowAccess.CATALOG),
                    new DatabaseChange.DropForeignKey(
                        mapping.table(entity), mapping.foreignKey(entity, from.field().name()))));
  }

  /**
   * The footprint of an update of fields. When a value changes, PostgreSQL reads the row that it
   * references, and looks for rows that reference it or changes them.
   *
   * @param everyRow whether the update has no condition
   */
  Footprint updating(String entity, Collection<String> fields, boolean everyRow) {
    TableName table = mapping.table(entity);
    Footprint footprint =
        everyRow ? new Footprint().updatesAll(table) : new Footprint().updatesSome(table);
    for (String name : fields) {
      if (!isPending(entity, name)) {
        mapping
            .shape()
            .entity(entity)
            .flatMap(existing -> existing.field(name))
            .flatMap(Field::reference)
            .ifPresent(
                to ->
                    footprint.locks(
                        mapping.table(to.entity()), LockMode.ROW_SHARE, RowAccess.CATALOG));
      }
      referrersOfChanged(entity, name, footprint, new HashSet<>());
    }
    return footprint;
  }

  /** Without an index, PostgreSQL reads every row to find those that reference a value. */
  private void referrersOfChanged(
      String entity, String field, Footprint footprint, Set<EntityField> seen) {
    for (EntityField each : mapping.shape().referrers(entity, field).toList()) {
      String name = each.field().name();
      if (isPending(each.entity().name(), name) || !seen.add(each)) {
        continue;
      }
      boolean isIndexed = each.entity().groups().anyMatch(group -> group.startsWith(name));
      boolean writes = each.field().reference().orElseThrow().options().onUpdate().writesRows();
      RowAccess unindexed = writes ? RowAccess.WRITE_SOME : RowAccess.SCAN;
      footprint.locks(
          mapping.table(each.entity().name()),
          writes ? LockMode.ROW_EXCLUSIVE : LockMode.ROW_SHARE,
          isIndexed ? RowAccess.CATALOG : unindexed);
      if (writes) {
        referrersOfChanged(each.entity().name(), name, footprint, seen);
      }
    }
  }

  /**
   * Drops the constraints of these references temporarily: {@link #createPending} creates them
   * again.
   */
  void suspend(Collection<EntityField> references) {
    for (EntityField reference : references) {
      drop(reference);
      addPending(reference.entity().name(), reference.field().name(), false);
    }
  }

  /** Renames the constraint of a reference if it has one at the moment and the name changes. */
  void renameConstraint(TableName table, String entity, String field, String from, String to) {
    if (!isPending(entity, field) && !from.equals(to)) {
      script.renameConstraint(table, from, to, mapping.schema());
    }
  }
}
