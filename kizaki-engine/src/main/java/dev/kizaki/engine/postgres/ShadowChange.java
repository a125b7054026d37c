package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Set;

/**
 * A change of the types of columns by shadow columns.
 *
 * @param columns the columns, that of the statement first
 * @param dependents the names of the indexes, constraints and sequences that the columns have
 *     before the change
 * @param foreignKeys the foreign keys from and to the columns before the change
 * @param moving the commands that give the sequence of the first column to its shadow
 * @param moved the commands for that sequence after the shadow has replaced the column
 */
record ShadowChange(
    List<ShadowColumn> columns,
    Set<String> dependents,
    List<Constraint> foreignKeys,
    List<SqlCommand> moving,
    List<SqlCommand> moved) {
  ShadowChange {
    columns = List.copyOf(columns);
    dependents = Set.copyOf(dependents);
    foreignKeys = List.copyOf(foreignKeys);
    moving = List.copyOf(moving);
    moved = List.copyOf(moved);
  }

  /** A foreign key that is dropped. */
  record Constraint(TableName table, String name, TableName target) {}

  boolean contains(String entity, String field) {
    return columns.stream().anyMatch(each -> each.isOf(entity, field));
  }

  /** Whether the group is over one of the columns. */
  boolean contains(String entity, FieldGroup group) {
    return group.allFields().anyMatch(field -> contains(entity, field));
  }

  /** Whether the foreign key leads from or to one of the columns. */
  boolean contains(ForeignKey key) {
    return key.fields().stream().anyMatch(field -> contains(key.entity().name(), field))
        || key.targetFields().stream().anyMatch(field -> contains(key.target(), field));
  }
}
