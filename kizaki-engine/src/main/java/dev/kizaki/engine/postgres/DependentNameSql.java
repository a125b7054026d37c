package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.sql.TableName;
import java.util.Optional;

/** Renames constraints, indexes and sequences whose table and columns keep their names. */
final class DependentNameSql {
  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final GroupSql groups;
  private final ColumnSql columns;
  private final ReferenceSql references;

  DependentNameSql(
      DatabaseMapping mapping,
      SqlScript script,
      GroupSql groups,
      ColumnSql columns,
      ReferenceSql references) {
    this.mapping = mapping;
    this.script = script;
    this.groups = groups;
    this.columns = columns;
    this.references = references;
  }

  void rename(RenameDependent rename, Entity entity) {
    TableName table = mapping.table(entity.name());
    SchemaElement element = rename.element();
    Optional<ForeignKey> foreignKey = foreignKey(element, entity);
    if (foreignKey.isPresent()) {
      references.renameConstraint(table, foreignKey.get(), rename.from(), rename.to());
    } else if (element instanceof SchemaElement.CheckElement) {
      script.renameConstraint(table, rename.from(), rename.to(), mapping.schema());
    } else if (element instanceof SchemaElement.OwnedSequenceElement) {
      columns.sequences().rename(rename.from(), rename.to());
    } else {
      groups.rename(table, group(element, entity), rename.from(), rename.to());
    }
  }

  private static Optional<ForeignKey> foreignKey(SchemaElement element, Entity entity) {
    if (element instanceof SchemaElement.ForeignKeyElement reference) {
      return ForeignKey.of(entity, entity.field(reference.field()).orElseThrow());
    }
    return element instanceof SchemaElement.ReferenceElement declared
        ? entity.references().stream()
            .filter(declared.reference()::hasEndsOf)
            .map(reference -> ForeignKey.of(entity, reference))
            .findFirst()
        : Optional.empty();
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
