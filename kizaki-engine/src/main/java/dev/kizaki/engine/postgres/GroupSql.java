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

/** Keys, uniques and indexes. The first two are constraints with an index of their name. */
final class GroupSql {
  private final DatabaseMapping target;
  private final SqlScript script;
  private final ReferenceSql references;

  GroupSql(DatabaseMapping target, SqlScript script, ReferenceSql references) {
    this.target = target;
    this.script = script;
    this.references = references;
  }

  /** {@code CONSTRAINT "name" UNIQUE ("a", "b")}. */
  String constraint(String entity, FieldGroup group) {
    return sql("CONSTRAINT")
        .identifier(name(entity, group))
        .words(group instanceof Key ? "PRIMARY KEY" : "UNIQUE")
        .identifiers(target.columnNames(group))
        .text();
  }

  /** The same as data. */
  DatabaseChange.Group ddl(String entity, FieldGroup group) {
    return new DatabaseChange.Group(name(entity, group), target.columnNames(group));
  }

  void add(String entity, FieldGroup group) {
    TableName table = target.table(entity);
    if (group instanceof Index) {
      script.add(
          sql("CREATE INDEX")
              .identifier(name(entity, group))
              .words("ON")
              .table(table)
              .identifiers(target.columnNames(group)),
          new Footprint().alters(table, LockMode.SHARE, RowAccess.SCAN).createsIn(target.schema()),
          new DatabaseChange.CreateIndex(table, ddl(entity, group)));
    } else {
      script.add(
          sql("ALTER TABLE").table(table).words("ADD").words(constraint(entity, group)),
          new Footprint().alters(table, RowAccess.SCAN).createsIn(target.schema()),
          group instanceof Key
              ? new DatabaseChange.AddKey(table, ddl(entity, group))
              : new DatabaseChange.AddUnique(table, ddl(entity, group)));
    }
  }

  /** Foreign keys that lean on the constraint step aside, and come back if another serves them. */
  void drop(Entity entity, FieldGroup group) {
    TableName table = target.table(entity.name());
    if (group instanceof Index) {
      script.add(
          sql("DROP INDEX").qualified(target.schema(), name(entity.name(), group)),
          new Footprint().alters(table, RowAccess.CATALOG),
          new DatabaseChange.DropIndex(table, name(entity.name(), group)));
      return;
    }
    if (group.fields().size() == 1) {
      references.suspend(target.shape().referrers(entity.name(), group.fields().get(0)).toList());
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
   * Renames what carries the group, if the name changes. A constraint takes its index along. An
   * index alone is locked without its table, and neither reading nor writing waits for that lock.
   */
  void rename(TableName table, FieldGroup group, String from, String to) {
    if (from.equals(to)) {
      return;
    }
    if (group instanceof Index) {
      script.add(
          sql("ALTER INDEX").qualified(table.schema(), from).words("RENAME TO").identifier(to),
          new Footprint().requiresOwner(table).createsIn(target.schema()));
    } else {
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

  String name(String entity, FieldGroup group) {
    return target.groupName(entity, group);
  }
}
