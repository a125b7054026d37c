package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a PostgreSQL schema contains.
 *
 * @param schema its name
 * @param objects in the order of the catalog: the columns of a table in the order of the table
 * @param comments of tables, columns and enums, by object
 */
public record FoundSchema(
    String schema, List<CatalogObject> objects, Map<ObjectName, String> comments) {
  public FoundSchema {
    Objects.requireNonNull(schema, "schema");
    objects = List.copyOf(objects);
    comments = Map.copyOf(comments);
  }

  /** The tables with what belongs to them, by name. */
  SortedMap<String, FoundTable> tables() {
    SortedMap<String, FoundTable> tables = new TreeMap<>();
    for (CatalogObject each : objects) {
      if (each.name().kind() == ObjectKind.TABLE) {
        tables.put(each.name().name(), new FoundTable(each, new ArrayList<>()));
      }
    }
    Map<String, List<CatalogObject>> parts = new TreeMap<>();
    for (CatalogObject each : objects) {
      each.name()
          .table()
          .ifPresent(table -> parts.computeIfAbsent(table, any -> new ArrayList<>()).add(each));
    }
    tables.replaceAll(
        (name, table) -> new FoundTable(table.table(), parts.getOrDefault(name, List.of())));
    return tables;
  }

  /** The enums by the name of their type. */
  SortedMap<String, CatalogObject> enums() {
    SortedMap<String, CatalogObject> enums = new TreeMap<>();
    of(ObjectKind.ENUM).forEach(each -> enums.put(each.name().name(), each));
    return enums;
  }

  private Collection<CatalogObject> of(ObjectKind kind) {
    return objects.stream().filter(each -> each.name().kind() == kind).toList();
  }
}
