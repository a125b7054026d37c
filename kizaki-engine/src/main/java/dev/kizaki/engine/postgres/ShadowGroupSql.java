package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.TableName;

/**
 * The key, unique or index of a shadow column, which has a temporary name at first.
 *
 * @param mapping the database after the change
 * @param shadows the same with the names of shadow columns
 * @param entity the entity of the group
 * @param group the group
 * @param shadow the group with the shadow columns in its expressions
 */
record ShadowGroupSql(
    DatabaseMapping mapping,
    DatabaseMapping shadows,
    SqlScript script,
    String entity,
    FieldGroup group,
    FieldGroup shadow) {
  /** The final name. */
  String name() {
    return mapping.groupName(entity, group);
  }

  private String temporary() {
    return DatabaseNames.temporary(name());
  }

  private TableName table() {
    return mapping.table(entity);
  }

  /** Builds the index. */
  OnlineStep build() {
    CatalogObject found = new GroupObjects(shadows).of(entity, shadow);
    CatalogObject object =
        new CatalogObject(
            ObjectName.of(found.name().kind(), table().table(), temporary()), found.properties());
    Footprint footprint =
        new Footprint()
            .alters(table(), LockMode.SHARE_UPDATE_EXCLUSIVE, RowAccess.SCAN)
            .createsIn(mapping.schema());
    return new OnlineStep.Concurrent(
        script.concurrentStep(
            group instanceof Index
                ? GroupDefinition.concurrentIndex(object, table())
                : GroupDefinition.concurrentIndexOfConstraint(object, table()),
            GroupSql.needed(group, footprint)),
        new TableName(table().schema(), temporary()),
        true);
  }

  /** Gives the index what others have said of the one that it replaces. */
  OnlineStep carry() {
    return brief(CarriedSql.toIndex(table(), name(), temporary()).text());
  }

  /** Gives the index its name, and its constraint. */
  OnlineStep attach() {
    if (group instanceof Index) {
      return brief(
          sql("ALTER INDEX")
              .qualified(table().schema(), temporary())
              .words("RENAME TO")
              .identifier(name())
              .text(),
          new Footprint().requiresOwner(table()));
    }
    return brief(
        sql("ALTER TABLE")
            .table(table())
            .words(
                GroupDefinition.constraintUsingIndex(
                    new GroupObjects(mapping).of(entity, group), temporary()))
            .text());
  }

  private OnlineStep brief(String command) {
    return brief(command, new Footprint().alters(table(), RowAccess.CATALOG));
  }

  private OnlineStep brief(String command, Footprint footprint) {
    return new OnlineStep.Brief(script.step(sql(command), footprint.createsIn(mapping.schema())));
  }
}
