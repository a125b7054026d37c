package dev.kizaki.engine.sql;

import java.util.Objects;
import java.util.Set;

/**
 * A column that is dropped in favour of another one, which gets its name.
 *
 * @param table the table, by its name when the migration begins
 * @param column the column
 * @param type the type of the other column
 * @param dependents the names of the indexes, constraints and sequences that are made for the other
 *     column, or are moved to it
 */
public record ReplacedColumn(TableName table, String column, String type, Set<String> dependents) {
  public ReplacedColumn {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(type, "type");
    dependents = Set.copyOf(dependents);
  }
}
