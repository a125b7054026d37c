package dev.kizaki.engine.sql;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A view that shows a table by the names of the other version of an application, between the two
 * phases of a deploy. PostgreSQL passes what is written to it on to the table (documentation,
 * CREATE VIEW, "Updatable Views").
 *
 * @param table the name of the table before and after the view exists
 * @param aside the name that the table has meanwhile. If it is another one, the view has the
 *     table's name and both versions use it; else the old version uses the table
 * @param view the name of the view
 * @param columns the names that columns will have, by their names now
 * @param hidden the columns that a view for the new version alone does not show
 */
public record CompatibilityView(
    TableName table,
    TableName aside,
    TableName view,
    SortedMap<String, String> columns,
    List<String> hidden) {
  public CompatibilityView {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(aside, "aside");
    Objects.requireNonNull(view, "view");
    columns = new TreeMap<>(columns);
    hidden = List.copyOf(hidden);
  }

  /** Whether both versions use the view, which shows the columns by both names. */
  public boolean isForBoth() {
    return !table.equals(aside);
  }
}
