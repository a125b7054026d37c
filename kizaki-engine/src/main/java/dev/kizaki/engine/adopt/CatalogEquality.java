package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the tables of two databases: all columns, constraints and indexes with all properties
 * must be equal, and the enums.
 */
public final class CatalogEquality {
  /** The kinds of objects of a managed table that must all be managed. */
  static final Set<ObjectKind> STRUCTURE =
      EnumSet.of(
          ObjectKind.COLUMN,
          ObjectKind.PRIMARY_KEY,
          ObjectKind.UNIQUE,
          ObjectKind.FOREIGN_KEY,
          ObjectKind.CHECK,
          ObjectKind.EXCLUSION,
          ObjectKind.INDEX);

  private CatalogEquality() {}

  /**
   * The differences, each as a line.
   *
   * @param found the objects of the database that exists
   * @param made the objects of the database that the migration made
   * @param tables the managed tables
   */
  public static List<String> differences(
      Collection<CatalogObject> found, Collection<CatalogObject> made, Set<String> tables) {
    Map<ObjectName, CatalogObject> expected = structure(found, tables);
    Map<ObjectName, CatalogObject> actual = structure(made, tables);
    Set<ObjectName> names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    return names.stream()
        .filter(each -> !same(expected.get(each), actual.get(each)))
        .map(each -> item(expected.get(each), actual.get(each)).text())
        .toList();
  }

  private static boolean same(CatalogObject expected, CatalogObject actual) {
    return expected != null && expected.equals(actual);
  }

  private static DriftItem item(CatalogObject expected, CatalogObject actual) {
    if (actual == null) {
      return new DriftItem.Missing(expected);
    }
    if (expected == null) {
      return new DriftItem.Added(actual);
    }
    EnumSet<Property> properties = EnumSet.allOf(Property.class);
    properties.removeIf(each -> expected.values(each).equals(actual.values(each)));
    return new DriftItem.Changed(expected, actual, List.copyOf(properties));
  }

  /** An invalid index is no part of a table, except that its name is taken. */
  private static Map<ObjectName, CatalogObject> structure(
      Collection<CatalogObject> objects, Set<String> tables) {
    Map<ObjectName, CatalogObject> structure = new TreeMap<>();
    for (CatalogObject each : objects) {
      ObjectName name = each.name();
      boolean part =
          name.table().filter(tables::contains).isPresent()
              && STRUCTURE.contains(name.kind())
              && !each.values(Property.ANOMALIES).contains(GroupAdoption.INVALID);
      if (part
          || name.kind() == ObjectKind.ENUM
          || name.kind() == ObjectKind.TABLE && tables.contains(name.name())) {
        structure.put(name, each);
      }
    }
    return structure;
  }
}
