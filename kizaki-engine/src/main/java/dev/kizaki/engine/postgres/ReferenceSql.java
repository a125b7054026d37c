package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferenceTypes;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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

  /**
   * The references that have no constraint at the moment, and whether their rows may hold values
   * that no constraint has checked yet.
   */
  private final Map<PendingReference, Boolean> pending = new LinkedHashMap<>();

  /** The reference whose column the current statement has added without a value in any row. */
  private Optional<PendingReference> withoutValues = Optional.empty();

  ReferenceSql(DatabaseMapping mapping, SqlScript script, RowChecks checks) {
    this.mapping = mapping;
    this.script = script;
    this.checks = checks;
  }

  /**
   * A new reference: its constraint is created as soon as the referenced columns exist.
   *
   * @param unchecked whether rows may hold values that do not exist in the referenced columns
   */
  void addPending(String entity, String field, boolean unchecked) {
    addPending(PendingReference.ofField(entity, field), unchecked);
  }

  /** The same for a reference in the body of an entity. */
  void addPending(String entity, EntityReference reference, boolean unchecked) {
    addPending(PendingReference.of(entity, reference), unchecked);
  }

  private void addPending(PendingReference reference, boolean unchecked) {
    pending.merge(reference, unchecked, Boolean::logicalOr);
  }

  /**
   * A new reference in a new column without values, so that creating the constraint reads no
   * referenced row.
   */
  void addInEmptyColumn(String entity, String field) {
    addPending(entity, field, false);
    withoutValues = Optional.of(PendingReference.ofField(entity, field));
  }

  /**
   * Marks as pending the references whose referenced columns do not exist, as can be in the middle
   * of a plan.
   */
  void markMissing() {
    mapping
        .shape()
        .foreignKeys()
        .filter(key -> !isReady(mapping, key))
        .forEach(key -> addPending(PendingReference.of(key), false));
  }

  /** Whether PostgreSQL allows the constraint now: it needs a key or a unique and fitting types. */
  static boolean isReady(DatabaseMapping mapping, ForeignKey key) {
    boolean referable =
        mapping.shape().systemEntity(key.target()).isPresent()
            || mapping
                .shape()
                .entity(key.target())
                .filter(target -> target.isReferable(key.targetFields()))
                .isPresent();
    return referable && (key.declared().isEmpty() || typesFit(mapping, key));
  }

  private static boolean typesFit(DatabaseMapping mapping, ForeignKey key) {
    for (int i = 0; i < key.fields().size(); i++) {
      Field from = key.entity().field(key.fields().get(i)).orElseThrow();
      FieldType to = new FieldType.Reference(key.target(), key.targetFields().get(i));
      if (!ReferenceTypes.canRefer(mapping.columnType(from), mapping.columnType(to))) {
        return false;
      }
    }
    return true;
  }

  boolean isPending(String entity, String field) {
    return pending.containsKey(PendingReference.ofField(entity, field));
  }

  /** Whether the reference has no constraint at the moment. */
  boolean isPending(ForeignKey key) {
    return pending.containsKey(PendingReference.of(key));
  }

  /** The field or its reference is dropped, and with it the constraint. */
  void forget(String entity, String field) {
    pending.remove(PendingReference.ofField(entity, field));
  }

  /** The reference is dropped, and with it the constraint. */
  void forget(ForeignKey key) {
    pending.remove(PendingReference.of(key));
  }

  void forget(Entity entity) {
    ForeignKey.of(entity).forEach(this::forget);
  }

  void renameEntity(Entity before, Entity after) {
    rename(reference -> reference.withEntity(before.name(), after.name()));
  }

  void renameField(String entity, String from, String to) {
    rename(reference -> reference.withField(entity, from, to));
  }

  private void rename(UnaryOperator<PendingReference> newNames) {
    Map<PendingReference, Boolean> renamed = new LinkedHashMap<>();
    pending.forEach((reference, unchecked) -> renamed.put(newNames.apply(reference), unchecked));
    pending.clear();
    pending.putAll(renamed);
  }

  /** Creates the constraints whose referenced columns exist. */
  void createPending() {
    for (PendingReference reference : List.copyOf(pending.keySet())) {
      ForeignKey key = reference.in(mapping.shape());
      if (isReady(mapping, key)) {
        if (pending.remove(reference) && !key.options().notValid()) {
          checks.noOrphans(key);
        }
        add(key);
      }
    }
    withoutValues = Optional.empty();
  }

  private void add(ForeignKey key) {
    TableName table = mapping.table(key.entity().name());
    ReferenceOptions options = key.options();
    boolean noValues =
        script.isNew(table) || withoutValues.equals(Optional.of(PendingReference.of(key)));
    RowAccess reads = options.notValid() ? RowAccess.CATALOG : RowAccess.SCAN;
    RowAccess readsReferenced = noValues ? RowAccess.CATALOG : reads;
    SqlBuilder command =
        addition(table, key).wordsIf(options.notValid(), ReferenceClauses.NOT_VALID);
    Footprint footprint = adding(table, key, reads, readsReferenced);
    if (options.notValid()) {
      script.add(command, footprint);
      return;
    }
    script.add(
        command,
        footprint,
        Optional.of(ddl(table, key)),
        table,
        List.of(
            new OnlineStep.Brief(
                script.step(
                    addition(table, key).words(ReferenceClauses.NOT_VALID),
                    adding(table, key, RowAccess.CATALOG, RowAccess.CATALOG))),
            new OnlineStep.Validation(
                script.step(validation(table, key), validating(table, key)),
                mapping.foreignKey(key))));
  }

  private SqlBuilder addition(TableName table, ForeignKey key) {
    return addition(mapping, table, key, mapping.foreignKey(key));
  }

  /**
   * {@code ALTER TABLE … ADD CONSTRAINT "name" FOREIGN KEY …}.
   *
   * @param mapping maps the columns
   */
  static SqlBuilder addition(
      DatabaseMapping mapping, TableName table, ForeignKey key, String name) {
    ReferenceOptions options = key.options();
    return ReferenceClauses.add(
        sql("ALTER TABLE")
            .table(table)
            .words("ADD CONSTRAINT")
            .identifier(name)
            .words("FOREIGN KEY")
            .identifiers(mapping.columnNames(key))
            .words("REFERENCES")
            .table(mapping.table(key.target()))
            .identifiers(mapping.referencedColumns(key)),
        ReferenceClauses.sql(options.onDelete()),
        ReferenceClauses.sql(options.onUpdate()),
        ReferenceClauses.sql(options.deferrability()));
  }

  /** What it takes to add a foreign key. */
  Footprint adding(TableName table, ForeignKey key, RowAccess reads, RowAccess readsReferenced) {
    return new Footprint()
        .alters(table, LockMode.SHARE_ROW_EXCLUSIVE, reads)
        .references(mapping.table(key.target()), LockMode.SHARE_ROW_EXCLUSIVE, readsReferenced);
  }

  private SqlBuilder validation(TableName table, ForeignKey key) {
    return sql("ALTER TABLE")
        .table(table)
        .words("VALIDATE CONSTRAINT")
        .identifier(mapping.foreignKey(key));
  }

  /** What it takes to compare the rows with a foreign key. */
  Footprint validating(TableName table, ForeignKey key) {
    return new Footprint()
        .alters(table, LockMode.SHARE_UPDATE_EXCLUSIVE, RowAccess.SCAN)
        .locks(mapping.table(key.target()), LockMode.ROW_SHARE, RowAccess.SCAN);
  }

  private DatabaseChange ddl(TableName table, ForeignKey key) {
    ReferenceOptions options = key.options();
    return new DatabaseChange.AddForeignKey(
        table,
        mapping.foreignKey(key),
        mapping.columnNames(key),
        mapping.table(key.target()),
        mapping.referencedColumns(key),
        ReferenceClauses.written(options.onDelete()),
        ReferenceClauses.written(options.onUpdate()),
        options.deferrability() != Deferrability.NOT_DEFERRABLE,
        options.deferrability() == Deferrability.INITIALLY_DEFERRED);
  }

  /**
   * Changes what PostgreSQL can change in a constraint: when it is checked, and whether its rows
   * were checked. A reference without a constraint at the moment gets it with the new options.
   */
  void change(ForeignKey key, ReferenceOptions to) {
    TableName table = mapping.table(key.entity().name());
    if (isPending(key)) {
      return;
    }
    if (key.options().deferrability() != to.deferrability()) {
      script.add(
          sql("ALTER TABLE")
              .table(table)
              .words("ALTER CONSTRAINT")
              .identifier(mapping.foreignKey(key))
              .words(ReferenceClauses.sql(to.deferrability())),
          new Footprint().alters(table, RowAccess.CATALOG));
    }
    if (key.options().notValid() && !to.notValid()) {
      checks.noOrphans(key);
      script.add(
          validation(table, key),
          validating(table, key),
          Optional.empty(),
          table,
          List.of(
              new OnlineStep.Validation(
                  script.step(validation(table, key), validating(table, key)),
                  mapping.foreignKey(key))));
    }
  }

  /** Drops a reference's constraint if it has one at the moment. */
  void drop(EntityField from) {
    ForeignKey.of(from.entity(), from.field()).ifPresent(this::drop);
  }

  /** The same for any reference. */
  void drop(ForeignKey key) {
    if (isPending(key)) {
      return;
    }
    TableName table = mapping.table(key.entity().name());
    script.add(
        sql("ALTER TABLE")
            .table(table)
            .words("DROP CONSTRAINT")
            .identifier(mapping.foreignKey(key)),
        new Footprint()
            .alters(table, RowAccess.CATALOG)
            .locks(mapping.table(key.target()), LockMode.ACCESS_EXCLUSIVE, RowAccess.CATALOG),
        new DatabaseChange.DropForeignKey(table, mapping.foreignKey(key)));
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
      mapping.shape().entity(entity).stream()
          .flatMap(ForeignKey::of)
          .filter(key -> key.fields().contains(name) && !isPending(key))
          .forEach(
              key ->
                  footprint.locks(
                      mapping.table(key.target()), LockMode.ROW_SHARE, RowAccess.CATALOG));
      referrersOfChanged(entity, name, footprint, new HashSet<>());
    }
    return footprint;
  }

  /** Without an index, PostgreSQL reads every row to find those that reference a value. */
  private void referrersOfChanged(
      String entity, String field, Footprint footprint, Set<ForeignKey> seen) {
    for (ForeignKey key : mapping.shape().foreignKeysTo(entity, field).toList()) {
      if (isPending(key) || !seen.add(key)) {
        continue;
      }
      boolean writes = key.options().onUpdate().writesRows();
      RowAccess unindexed = writes ? RowAccess.WRITE_SOME : RowAccess.SCAN;
      String referrer = key.entity().name();
      footprint.locks(
          mapping.table(referrer),
          writes ? LockMode.ROW_EXCLUSIVE : LockMode.ROW_SHARE,
          key.isIndexed() ? RowAccess.CATALOG : unindexed);
      if (writes) {
        key.fields().forEach(each -> referrersOfChanged(referrer, each, footprint, seen));
      }
    }
  }

  /**
   * Drops the constraints of these references temporarily: {@link #createPending} creates them
   * again.
   */
  void suspend(Collection<ForeignKey> keys) {
    suspend(keys, false);
  }

  /**
   * @param unchecked whether values of the rows change meanwhile
   */
  void suspend(Collection<ForeignKey> keys, boolean unchecked) {
    for (ForeignKey key : keys) {
      drop(key);
      addPending(PendingReference.of(key), unchecked);
    }
  }

  /**
   * The foreign keys that lead to a key or unique which stores one of these fields without finding
   * rows by it. While they use its index, PostgreSQL cannot create that again.
   */
  List<ForeignKey> throughIncluded(Collection<EntityField> fields) {
    return fields.stream()
        .flatMap(
            each ->
                mapping
                    .shape()
                    .foreignKeysTo(each.entity().name())
                    .filter(key -> usesIndexWith(each, key)))
        .distinct()
        .toList();
  }

  private static boolean usesIndexWith(EntityField included, ForeignKey key) {
    Set<String> target = Set.copyOf(key.targetFields());
    return included
        .entity()
        .groups()
        .filter(group -> group.isUnique() && group.include().contains(included.field().name()))
        .anyMatch(group -> Set.copyOf(group.fields()).equals(target));
  }

  /** The foreign keys of references in the bodies of entities that one of these fields is in. */
  List<ForeignKey> declaredOver(Collection<EntityField> fields) {
    Set<String> paths = fields.stream().map(EntityField::path).collect(Collectors.toSet());
    return mapping
        .shape()
        .foreignKeys()
        .filter(key -> key.declared().isPresent())
        .filter(
            key ->
                key.fields().stream()
                        .anyMatch(each -> paths.contains(key.entity().name() + "." + each))
                    || key.targetFields().stream()
                        .anyMatch(each -> paths.contains(key.target() + "." + each)))
        .toList();
  }

  /** Renames the constraints of the entity's references if they have one and its name changes. */
  void renameConstraints(
      TableName table, Entity before, Entity after, UnaryOperator<String> field) {
    ForeignKey.of(before)
        .filter(key -> !isPending(key))
        .forEach(
            key -> {
              String from = mapping.names().foreignKey(key);
              String to =
                  mapping
                      .names()
                      .foreignKey(
                          new ForeignKey(
                              after,
                              key.fields().stream().map(field).toList(),
                              key.target(),
                              key.targetFields(),
                              key.options(),
                              key.declared()));
              if (!from.equals(to)) {
                script.renameConstraint(table, from, to, mapping.schema());
              }
            });
  }

  /** Renames the constraint of a reference if it has one at the moment. */
  void renameConstraint(TableName table, ForeignKey key, String from, String to) {
    if (!isPending(key)) {
      script.renameConstraint(table, from, to, mapping.schema());
    }
  }
}
