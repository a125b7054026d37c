package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;

/**
 * How a command is carried out in several steps, of which none blocks readers or writers of a table
 * for longer than a moment. Afterwards the catalog and the rows are as the command would have made
 * them.
 *
 * @param table the table whose rows the command reads or writes, by its name when the migration
 *     begins
 * @param steps the steps in their order, at least one
 */
public record OnlineForm(TableName table, List<OnlineStep> steps) {
  public OnlineForm {
    Objects.requireNonNull(table, "table");
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("no steps for " + table);
    }
  }
}
