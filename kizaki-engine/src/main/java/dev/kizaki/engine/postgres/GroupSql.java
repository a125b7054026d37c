package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.ServerFeature;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes keys, uniques and indexes. Keys and uniques are constraints with an index of the same
 * name.
 */
final class GroupSql {
  private final DatabaseMapping mapping;
  private final GroupObjects objects;
  private final SqlScript script;
  private final ReferenceSql references;
  private final ReplicaIdentityChecks replicaIdentity;

  GroupSql(DatabaseMapping mapping, SqlScript script, ReferenceSql references) {
    this.mapping = mapping;
    this.objects = new GroupObjects(mapping);
    this.script = script;
    this.references = references;
    this.replicaIdentity = new ReplicaIdentityChecks(mapping, script);
  }

  /** {@code CONSTRAINT "name" UNIQUE ("a", "b")}. */
  String constraint(String entity, FieldGroup group) {
    return GroupDefinition.constraint(objects.of(entity, group));
  }

  /** The group as data; absent if that does not say the whole. */
  Optional<DatabaseChange.Group> ddl(String entity, FieldGroup group) {
    boolean whole = group.elementTexts().equals(group.fields()) && group.optionTexts().isEmpty();
    return whole
        ? Optional.of(
            new DatabaseChange.Group(name(entity, group), mapping.columnNames(entity, group)))
        : Optional.empty();
  }

  void add(String entity, FieldGroup group) {
    TableName table = mapping.table(entity);
    CatalogObject object = objects.of(entity, group);
    Optional<DatabaseChange.Group> ddl = ddl(entity, group);
    if (group instanceof Index index) {
      Footprint footprint =
          new Footprint().alters(table, LockMode.SHARE, RowAccess.SCAN).createsIn(mapping.schema());
      script.add(
          GroupDefinition.index(object, table),
          needed(index, footprint),
          ddl.map(all -> new DatabaseChange.CreateIndex(table, all)),
          table,
          List.of(
              build(GroupDefinition.concurrentIndex(object, table), table, group, object.name())));
    } else {
      OnlineStep build =
          build(
              GroupDefinition.concurrentIndexOfConstraint(object, table),
              table,
              group,
              object.name());
      OnlineStep attach =
          new OnlineStep.Brief(
              script.step(
                  sql("ALTER TABLE")
                      .table(table)
                      .words(GroupDefinition.constraintUsingIndex(object, object.name().name())),
                  new Footprint().alters(table, RowAccess.CATALOG)));
      script.add(
          sql("ALTER TABLE").table(table).words("ADD").words(constraint(entity, group)),
          needed(group, new Footprint().alters(table, RowAccess.SCAN).createsIn(mapping.schema())),
          ddl.map(
              all ->
                  group instanceof Key
                      ? new DatabaseChange.AddKey(table, all)
                      : new DatabaseChange.AddUnique(table, all)),
          table,
          List.of(build, attach));
    }
  }

  /** Builds an index without blocking those who write to the table. */
  private OnlineStep build(
      SqlBuilder command, TableName table, FieldGroup group, ObjectName index) {
    Footprint footprint =
        new Footprint()
            .alters(table, LockMode.SHARE_UPDATE_EXCLUSIVE, RowAccess.SCAN)
            .createsIn(mapping.schema());
    return new OnlineStep.Concurrent(
        script.concurrentStep(command, needed(group, footprint)),
        new TableName(table.schema(), index.name()),
        true);
  }

  /**
   * Adds what the options of the group need to a footprint. PostgreSQL looks for the name of an
   * operator class, and for those in expressions, on the search path.
   */
  static Footprint needed(FieldGroup group, Footprint footprint) {
    if (group.nullsNotDistinct()) {
      footprint.needs(ServerFeature.EQUAL_NULLS);
    }
    return group instanceof Index index
            && (index.namesOperatorClass() || !index.expressions().isEmpty())
        ? footprint.evaluates()
        : footprint;
  }

  /**
   * Drops the group. Foreign keys that depend on its constraint are dropped first, and created
   * again if another constraint covers the column.
   */
  void drop(Entity entity, FieldGroup group) {
    TableName table = mapping.table(entity.name());
    if (group.isUnique()) {
      replicaIdentity.isNotDropped(entity, group);
      suspendReferences(entity, group);
    }
    if (group instanceof Index) {
      String name = name(entity.name(), group);
      script.add(
          sql("DROP INDEX").qualified(mapping.schema(), name),
          new Footprint().alters(table, RowAccess.CATALOG),
          Optional.of(new DatabaseChange.DropIndex(table, name)),
          table,
          List.of(
              new OnlineStep.Concurrent(
                  script.concurrentStep(
                      sql("DROP INDEX CONCURRENTLY").qualified(mapping.schema(), name),
                      new Footprint()
                          .alters(table, LockMode.SHARE_UPDATE_EXCLUSIVE, RowAccess.CATALOG)),
                  new TableName(mapping.schema(), name),
                  false)));
      return;
    }
    script.add(
        sql("ALTER TABLE")
            .table(table)
            .words("DROP CONSTRAINT")
            .identifier(name(entity.name(), group)),
        new Footprint().alters(table, RowAccess.CATALOG),
        group instanceof Key
            ? new DatabaseChange.DropKey(table, name(entity.name(), group))
            : new DatabaseChange.DropUnique(table, name(entity.name(), group)));
  }

  /** PostgreSQL may have chosen any unique index over the columns for a foreign key. */
  private void suspendReferences(Entity entity, FieldGroup group) {
    if (!group.expressions().isEmpty()) {
      return;
    }
    Set<String> fields = Set.copyOf(group.fields());
    references.suspend(
        mapping
            .shape()
            .foreignKeysTo(entity.name())
            .filter(key -> Set.copyOf(key.targetFields()).equals(fields))
            .toList());
  }

  /**
   * Renames the group's constraint or index if the name changes. Renaming a constraint also renames
   * its index. To rename a plain index, PostgreSQL locks only the index, and neither reads nor
   * writes wait for that lock.
   */
  void rename(TableName table, FieldGroup group, Entity before, FieldGroup renamed, Entity after) {
    String from = mapping.names().group(before, group);
    String to = mapping.names().group(after, renamed);
    if (!from.equals(to)) {
      rename(table, group, from, to);
    }
  }

  /** Renames the group's constraint or index. */
  void rename(TableName table, FieldGroup group, String from, String to) {
    if (group instanceof Index) {
      script.add(
          sql("ALTER INDEX").qualified(table.schema(), from).words("RENAME TO").identifier(to),
          new Footprint().requiresOwner(table).createsIn(mapping.schema()));
    } else {
      script.renameConstraint(table, from, to, mapping.schema());
    }
  }

  String name(String entity, FieldGroup group) {
    return mapping.groupName(entity, group);
  }
}
