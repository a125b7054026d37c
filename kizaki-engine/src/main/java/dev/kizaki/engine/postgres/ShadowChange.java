package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of the types of columns by shadow columns.
 *
 * @param columns the columns, that of the statement first
 * @param dependents the names of the indexes, constraints and sequences that the columns have
 *     before the change
 * @param foreignKeys the foreign keys from and to the columns before the change
 * @param replacedType the name of a type that another one replaces; absent if none is
 * @param preparing the commands before the shadow columns are added
 * @param moving the commands before the shadows replace the columns, in the same transaction
 * @param moved the commands after that, in the same transaction
 */
record ShadowChange(
    List<ShadowColumn> columns,
    Set<String> dependents,
    List<Constraint> foreignKeys,
    Optional<String> replacedType,
    List<SqlCommand> preparing,
    List<SqlCommand> moving,
    List<SqlCommand> moved) {
  ShadowChange {
    columns = List.copyOf(columns);
    dependents = Set.copyOf(dependents);
    foreignKeys = List.copyOf(foreignKeys);
    preparing = List.copyOf(preparing);
    moving = List.copyOf(moving);
    moved = List.copyOf(moved);
  }

  /** A change of these columns alone. */
  static ShadowChange of(List<ShadowColumn> columns) {
    return new ShadowChange(
        columns, Set.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of());
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
