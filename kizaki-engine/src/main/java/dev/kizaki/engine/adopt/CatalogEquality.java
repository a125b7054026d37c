package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares the tables of two databases: all columns, constraints and indexes with all properties
 * must be equal, and the enums. Expressions are not compared.
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

  private static final List<Property> EXPRESSIONS =
      List.of(Property.DEFAULT, Property.EXPRESSIONS, Property.PREDICATE);

  private CatalogEquality() {}

  /**
   * The differences, each as a line.
   *
   * @param found the objects of the database that exists
   * @param made the objects of the database that the migration made
   * @param shape what is managed
   */
  public static List<String> differences(
      Collection<CatalogObject> found, Collection<CatalogObject> made, Shape shape) {
    Map<ObjectName, CatalogObject> expected = structure(found, shape);
    Map<ObjectName, CatalogObject> actual = structure(made, shape);
    Set<ObjectName> names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    return names.stream()
        .filter(each -> !same(expected.get(each), actual.get(each)))
        .map(each -> item(expected.get(each), actual.get(each)).text())
        .toList();
  }

  /** Expressions are compared by their meaning, not here. */
  private static CatalogObject withoutExpressions(CatalogObject object) {
    CatalogObject compared = object;
    for (Property each : EXPRESSIONS) {
      compared =
          compared.with(
              each,
              object.values(each).stream().map(text -> text.isEmpty() ? text : "there").toList());
    }
    return compared;
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
      Collection<CatalogObject> objects, Shape shape) {
    Set<String> tables =
        shape.entities().stream().map(DatabaseNames.CURRENT::table).collect(Collectors.toSet());
    Set<String> sequences =
        shape.sequences().stream().map(DatabaseNames.CURRENT::sequence).collect(Collectors.toSet());
    Map<ObjectName, CatalogObject> structure = new TreeMap<>();
    for (CatalogObject each : objects) {
      ObjectName name = each.name();
      boolean part =
          name.table().filter(tables::contains).isPresent()
              && STRUCTURE.contains(name.kind())
              && !each.values(Property.ANOMALIES).contains(GroupAdoption.INVALID);
      if (part
          || name.kind() == ObjectKind.ENUM
          || name.kind() == ObjectKind.SEQUENCE && sequences.contains(name.name())
          || name.kind() == ObjectKind.TABLE && tables.contains(name.name())) {
        structure.put(name, withoutExpressions(each));
      }
    }
    return structure;
  }
}
