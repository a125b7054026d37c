package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.TableName;

/**
 * Writes keys, uniques and indexes. Keys and uniques are constraints with an index of the same
 * name.
 */
final class GroupSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ReferenceSql references;
  private final ReplicaIdentityChecks replicaIdentity;

  GroupSql(DatabaseMapping mapping, SqlScript script, ReferenceSql references) {
    this.mapping = mapping;
    this.script = script;
    this.references = references;
    this.replicaIdentity = new ReplicaIdentityChecks(mapping, script);
  }

  /** {@code CONSTRAINT "name" UNIQUE ("a", "b")}. */
  String constraint(String entity, FieldGroup group) {
    return sql("CONSTRAINT")
        .identifier(name(entity, group))
        .words(group instanceof Key ? "PRIMARY KEY" : "UNIQUE")
        .identifiers(mapping.columnNames(entity, group))
        .text();
  }

  /** The group as data. */
  DatabaseChange.Group ddl(String entity, FieldGroup group) {
    return new DatabaseChange.Group(name(entity, group), mapping.columnNames(entity, group));
  }

  void add(String entity, FieldGroup group) {
    TableName table = mapping.table(entity);
    if (group instanceof Index) {
      script.add(
          sql("CREATE INDEX")
              .identifier(name(entity, group))
              .words("ON")
              .table(table)
              .identifiers(mapping.columnNames(entity, group)),
          new Footprint().alters(table, LockMode.SHARE, RowAccess.SCAN).createsIn(mapping.schema()),
          new DatabaseChange.CreateIndex(table, ddl(entity, group)));
    } else {
      script.add(
          sql("ALTER TABLE").table(table).words("ADD").words(constraint(entity, group)),
          new Footprint().alters(table, RowAccess.SCAN).createsIn(mapping.schema()),
          group instanceof Key
              ? new DatabaseChange.AddKey(table, ddl(entity, group))
              : new DatabaseChange.AddUnique(table, ddl(entity, group)));
    }
  }

  /**
   * Drops the group. Foreign keys that depend on its constraint are dropped first, and created
   * again if another constraint covers the column.
   */
  void drop(Entity entity, FieldGroup group) {
    TableName table = mapping.table(entity.name());
    if (group instanceof Index) {
      script.add(
          sql("DROP INDEX").qualified(mapping.schema(), name(entity.name(), group)),
          new Footprint().alters(table, RowAccess.CATALOG),
          new DatabaseChange.DropIndex(table, name(entity.name(), group)));
      return;
    }
    replicaIdentity.isNotDropped(entity, group);
    if (group.fields().size() == 1) {
      references.suspend(mapping.shape().referrers(entity.name(), group.fields().get(0)).toList());
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

  /**
   * Renames the group's constraint or index if the name changes. Renaming a constraint also renames
   * its index. To rename a plain index, PostgreSQL locks only the index, and neither reads nor
   * writes wait for that lock.
   */
  void rename(TableName table, FieldGroup group, Entity before, FieldGroup renamed, Entity after) {
    String from = mapping.names().group(before, group);
    String to = mapping.names().group(after, renamed);
    if (from.equals(to)) {
      return;
    }
    if (group instanceof Index) {
      script.add(
          sql("ALTER INDEX").qualified(table.schema(), from).words("RENAME TO").identifier(to),
          new Footprint().requiresOwner(table).createsIn(mapping.schema()));
    } else {
      script.add(
          sql("ALTER TABLE")
              .table(table)
              .words("RENAME CONSTRAINT")
              .identifier(from)
              .words("TO")
              .identifier(to),
          new Footprint().alters(table, RowAccess.CATALOG).createsIn(mapping.schema()));
    }
  }

  String name(String entity, FieldGroup group) {
    return mapping.groupName(entity, group);
  }
}
