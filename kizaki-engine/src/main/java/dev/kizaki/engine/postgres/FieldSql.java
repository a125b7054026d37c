package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.TableName;
import java.util.List;

/** Renames and drops columns. */
final class FieldSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final GroupSql groups;
  private final CheckSql constraints;
  private final ReferenceSql references;
  private final DependentChecks dependents;

  FieldSql(
      DatabaseMapping mapping,
      SqlScript script,
      ColumnSql columns,
      GroupSql groups,
      CheckSql constraints,
      ReferenceSql references,
      DependentChecks dependents) {
    this.mapping = mapping;
    this.script = script;
    this.columns = columns;
    this.groups = groups;
    this.constraints = constraints;
    this.references = references;
    this.dependents = dependents;
  }

  /**
   * Renames the column if its name changes, and the dependents whose names are derived from it.
   *
   * @param renamed the field after the statement
   */
  void rename(Entity before, Field field, Field renamed) {
    String entity = before.name();
    TableName table = mapping.table(entity);
    String from = mapping.names().column(field);
    String column = mapping.names().column(renamed);
    Entity after =
        EntityExpressions.withColumnRenamed(
            before.withRenamedField(field.name(), renamed), field, renamed);
    if (!from.equals(column)) {
      script.add(
          sql("ALTER TABLE")
              .table(table)
              .words("RENAME COLUMN")
              .identifier(from)
              .words("TO")
              .identifier(column),
          new Footprint().alters(table, RowAccess.CATALOG).createsIn(mapping.schema()),
          new DatabaseChange.RenameColumn(table, from, column));
      script.renamesColumn(table, from, column);
    }
    before
        .groups()
        .filter(group -> group.contains(field.name()))
        .forEach(
            group ->
                groups.rename(
                    table,
                    group,
                    before,
                    group.renamed(name -> name.equals(field.name()) ? renamed.name() : name),
                    after));
    constraints.rename(table, before, after, check -> renamed(before, check, field, renamed));
    columns.sequences().rename(new EntityField(before, field), new EntityField(after, renamed));
    references.renameConstraints(
        table, before, after, name -> name.equals(field.name()) ? renamed.name() : name);
    references.renameField(entity, field.name(), renamed.name());
  }

  private static Check renamed(Entity entity, Check check, Field field, Field renamed) {
    Entity only = entity.withChecks(List.of(check)).withRenamedField(field.name(), renamed);
    return EntityExpressions.withColumnRenamed(only, field, renamed).checks().get(0);
  }

  void drop(Entity entity, Field field) {
    TableName table = mapping.table(entity.name());
    String column = mapping.names().column(field);
    dependents.ofDropped(entity, field);
    references.suspend(mapping.shape().foreignKeysTo(entity.name(), field.name()).toList());
    references.suspend(references.throughIncluded(List.of(new EntityField(entity, field))));
    ForeignKey.of(entity)
        .filter(key -> key.fields().contains(field.name()))
        .forEach(
            key -> {
              references.drop(key);
              references.forget(key);
            });
    script.add(
        sql("ALTER TABLE").table(table).words("DROP COLUMN").identifier(column),
        new Footprint().alters(table, RowAccess.CATALOG),
        new DatabaseChange.DropColumn(table, column));
  }
}
