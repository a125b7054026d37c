package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpressionPlace;
import dev.kizaki.engine.catalog.FoundObjects;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.catalog.ReferencedColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a PostgreSQL schema contains.
 *
 * @param schema its name
 * @param objects in the order of the catalog: the columns of a table in the order of the table
 * @param comments of tables, columns and enums, by object
 * @param expressions the texts of expressions by their place
 * @param extensions the extensions that tables need, by table
 * @param referenced the columns that foreign keys lead to, in the order of their tables
 * @param sqlObjects views, functions, triggers and so on
 */
public record FoundSchema(
    String schema,
    List<CatalogObject> objects,
    Map<ObjectName, String> comments,
    Map<ExpressionPlace, String> expressions,
    Map<String, Set<String>> extensions,
    List<ReferencedColumn> referenced,
    FoundObjects sqlObjects) {
  public FoundSchema {
    Objects.requireNonNull(schema, "schema");
    objects = List.copyOf(objects);
    comments = Map.copyOf(comments);
    expressions = Map.copyOf(expressions);
    extensions = Map.copyOf(extensions);
    referenced = List.copyOf(referenced);
    Objects.requireNonNull(sqlObjects, "sqlObjects");
  }

  /** The expression of a column or of a check, or the predicate of an index. */
  Optional<String> expression(ObjectName place) {
    return Optional.ofNullable(expressions.get(new ExpressionPlace(place, 0)));
  }

  /** The expression that is an element of an index, from 1. */
  Optional<String> element(ObjectName index, int element) {
    return Optional.ofNullable(expressions.get(new ExpressionPlace(index, element)));
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

  /** The sequences that no column owns, by name. */
  SortedMap<String, CatalogObject> sequences() {
    SortedMap<String, CatalogObject> sequences = new TreeMap<>();
    of(ObjectKind.SEQUENCE).stream()
        .filter(each -> !each.values(Property.ANOMALIES).contains(CatalogComparison.OWNED))
        .forEach(each -> sequences.put(each.name().name(), each));
    return sequences;
  }

  private Collection<CatalogObject> of(ObjectKind kind) {
    return objects.stream().filter(each -> each.name().kind() == kind).toList();
  }
}
