package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.CompatibilityView;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the views that the two versions of an application need between the phases of a deploy. */
public final class CompatibilityViews {
  private CompatibilityViews() {}

  /**
   * The views for all names that change in the second phase.
   *
   * @param meanwhile the shape between the phases, in which the names in the database are the old
   *     ones
   * @param after the shape after the second phase
   * @param schema the PostgreSQL schema that holds the tables
   */
  public static List<CompatibilityView> of(
      Shape meanwhile, Shape after, String schema, DatabaseNames names) {
    List<CompatibilityView> views = new ArrayList<>();
    for (Entity now : meanwhile.entities()) {
      after
          .entity(now.name())
          .flatMap(later -> of(now, later, schema, names))
          .ifPresent(views::add);
    }
    return views;
  }

  private static Optional<CompatibilityView> of(
      Entity now, Entity later, String schema, DatabaseNames names) {
    SortedMap<String, String> columns = new TreeMap<>();
    List<String> hidden = new ArrayList<>();
    for (Field field : now.fields()) {
      String column = names.column(field);
      Optional<String> other = later.field(field.name()).map(names::column);
      if (other.isEmpty()) {
        hidden.add(column);
      } else if (!other.get().equals(column)) {
        columns.put(column, other.get());
      }
    }
    TableName table = new TableName(schema, names.table(now));
    TableName view = new TableName(schema, names.table(later));
    if (!table.equals(view)) {
      return Optional.of(new CompatibilityView(table, table, view, columns, hidden));
    }
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CompatibilityView(
                table,
                new TableName(schema, DatabaseNames.temporary(table.table())),
                table,
                columns,
                List.of()));
  }
}
