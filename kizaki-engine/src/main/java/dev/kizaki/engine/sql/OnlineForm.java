package dev.kizaki.engine.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How a command is carried out in several steps, of which none blocks readers or writers of a table
 * for longer than a moment. Afterwards the catalog and the rows are as the command would have made
 * them.
 *
 * @param table the table whose rows the command reads or writes, by its name when the migration
 *     begins
 * @param steps the steps in their order, at least one
 * @param following how many steps of the migration after the command the form stands for too; the
 *     data checks among them still run at their turn
 * @param replaced the columns that the steps replace by others
 */
public record OnlineForm(
    TableName table, List<OnlineStep> steps, int following, List<ReplacedColumn> replaced) {
  public OnlineForm {
    Objects.requireNonNull(table, "table");
    steps = List.copyOf(steps);
    replaced = List.copyOf(replaced);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("no steps for " + table);
    }
    if (following < 0) {
      throw new IllegalArgumentException("following: " + following);
    }
  }

  /** The form of one command, which replaces no columns. */
  public OnlineForm(TableName table, List<OnlineStep> steps) {
    this(table, steps, 0, List.of());
  }

  /** The tables whose rows are read or written, the main one first. */
  public Set<TableName> tables() {
    List<TableName> tables = new ArrayList<>(List.of(table));
    replaced.forEach(each -> tables.add(each.table()));
    return new LinkedHashSet<>(tables);
  }
}
