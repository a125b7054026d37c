package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.sql.TableName;

/** Renames constraints, indexes and sequences whose table and columns keep their names. */
final class DependentNameSql {
  private final DatabaseMapping mapping;
  private final GroupSql groups;
  private final ColumnSql columns;
  private final ReferenceSql references;

  DependentNameSql(
      DatabaseMapping mapping, GroupSql groups, ColumnSql columns, ReferenceSql references) {
    this.mapping = mapping;
    this.groups = groups;
    this.columns = columns;
    this.references = references;
  }

  void rename(RenameDependent rename, Entity entity) {
    TableName table = mapping.table(entity.name());
    SchemaElement element = rename.element();
    if (element instanceof SchemaElement.ForeignKeyElement reference) {
      references.renameConstraint(
          table, entity.name(), reference.field(), rename.from(), rename.to());
    } else if (element instanceof SchemaElement.SequenceElement) {
      columns.renameSequence(rename.from(), rename.to());
    } else {
      groups.rename(table, group(element, entity), rename.from(), rename.to());
    }
  }

  private static FieldGroup group(SchemaElement element, Entity entity) {
    if (element instanceof SchemaElement.UniqueElement unique) {
      return unique.unique();
    }
    return element instanceof SchemaElement.IndexElement index
        ? index.index()
        : entity.key().orElseThrow();
  }
}
