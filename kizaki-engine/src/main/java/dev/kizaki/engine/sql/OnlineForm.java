package dev.kizaki.engine.sql;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a command is carried out in several steps, of which none blocks readers or writers of a table
 * for longer than a moment. Afterwards the catalog and the rows are as the command would have made
 * them.
 *
 * @param tables the tables whose rows are read or written, by their names when the migration begins
 * @param steps the steps in their order, at least one
 * @param following how many steps of the migration after the command the form stands for too; the
 *     data checks among them still run at their turn
 * @param replaced the columns that the steps replace by others
 * @param early how the same can be done before earlier statements end; absent if it cannot
 */
public record OnlineForm(
    Set<TableName> tables,
    List<OnlineStep> steps,
    int following,
    List<ReplacedColumn> replaced,
    Optional<Early> early) {
  /**
   * Steps that use the columns which replace others in the end.
   *
   * @param statements the indexes of the statements that replace them
   * @param steps the last ones are for the transaction that replaces the columns
   */
  public record Early(Set<Integer> statements, List<OnlineStep> steps) {
    public Early {
      statements = Set.copyOf(statements);
      steps = List.copyOf(steps);
    }
  }

  public OnlineForm {
    tables = Collections.unmodifiableSet(new LinkedHashSet<>(tables));
    steps = List.copyOf(steps);
    replaced = List.copyOf(replaced);
    Objects.requireNonNull(early, "early");
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("no steps for " + tables);
    }
    if (following < 0) {
      throw new IllegalArgumentException("following: " + following);
    }
  }

  /** The form of one command, which replaces no columns. */
  public OnlineForm(TableName table, List<OnlineStep> steps) {
    this(Set.of(table), steps, 0, List.of(), Optional.empty());
  }

  /** This form with other steps for an earlier time. */
  public OnlineForm withEarly(Early newEarly) {
    return new OnlineForm(tables, steps, following, replaced, Optional.of(newEarly));
  }
}
