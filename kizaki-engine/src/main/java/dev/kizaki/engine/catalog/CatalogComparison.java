package dev.kizaki.engine.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a database differs from what its migrations made.
 *
 * @param drift what is not as it was made
 * @param unmanaged what others made beside it: no drift, for no row of ours is other for it
 */
public record CatalogComparison(List<DriftItem> drift, List<CatalogObject> unmanaged) {
  /** As many as a line can name. */
  private static final int NAMED = 3;

  /** The mark of an index that refuses rows. */
  public static final String UNIQUE_INDEX = "UNIQUE";

  public CatalogComparison {
    drift = List.copyOf(drift);
    unmanaged = List.copyOf(unmanaged);
  }

  /**
   * Compares.
   *
   * @param ignore of what no migration made, what to leave out
   */
  public static CatalogComparison of(
      ExpectedCatalog expected, Collection<CatalogObject> found, IgnorePatterns ignore) {
    Map<ObjectName, CatalogObject> foundByName = new HashMap<>();
    found.forEach(each -> foundByName.put(each.name(), each));
    List<DriftItem> drift = new ArrayList<>();
    expected.objects().values().stream()
        .flatMap(each -> gap(each, foundByName, expected).stream())
        .forEach(drift::add);
    List<CatalogObject> unmanaged = new ArrayList<>();
    for (CatalogObject object : additions(expected, foundByName, ignore)) {
      if (restrictsRows(object)) {
        drift.add(new DriftItem.Added(object));
      } else {
        unmanaged.add(object);
      }
    }
    return new CatalogComparison(drift, unmanaged);
  }

  /** How the database differs in one object that the migrations made, if it does. */
  private static Optional<DriftItem> gap(
      CatalogObject object, Map<ObjectName, CatalogObject> found, ExpectedCatalog expected) {
    CatalogObject there = found.get(object.name());
    if (there == null) {
      return hasItsTable(object.name(), found)
          ? Optional.of(new DriftItem.Missing(object))
          : Optional.empty();
    }
    List<Property> differing = differing(object, there, isShared(expected, object.name()));
    return differing.isEmpty()
        ? Optional.empty()
        : Optional.of(new DriftItem.Changed(object, there, differing));
  }

  /** Whether the table of a part is there. A missing table is reported alone, without its parts. */
  private static boolean hasItsTable(ObjectName name, Map<ObjectName, CatalogObject> found) {
    return name.table()
        .map(table -> found.containsKey(ObjectName.of(ObjectKind.TABLE, table)))
        .orElse(true);
  }

  /** What no migration made, in the order of the names. */
  private static List<CatalogObject> additions(
      ExpectedCatalog expected, Map<ObjectName, CatalogObject> found, IgnorePatterns ignore) {
    Map<ObjectName, CatalogObject> others = new TreeMap<>(found);
    others.keySet().removeAll(expected.objects().keySet());
    return others.values().stream()
        .filter(each -> isCompared(each.name(), expected) && !ignore.matches(each.name()))
        .toList();
  }

  /** Of a shared table, and of a table that no migration knows, no other parts are reported. */
  private static boolean isCompared(ObjectName name, ExpectedCatalog expected) {
    return !isShared(expected, name) && name.table().map(expected::knows).orElse(true);
  }

  private static boolean isShared(ExpectedCatalog expected, ObjectName name) {
    return name.table()
        .or(() -> Optional.of(name.name()).filter(any -> name.kind() == ObjectKind.TABLE))
        .filter(expected.shared()::contains)
        .isPresent();
  }

  /** Whether the object decides which rows its table can hold. */
  private static boolean restrictsRows(CatalogObject object) {
    return object.name().kind().shapesRows()
        || object.name().kind() == ObjectKind.INDEX
            && object.values(Property.ANOMALIES).contains(UNIQUE_INDEX);
  }

  private static List<Property> differing(
      CatalogObject expected, CatalogObject found, boolean shared) {
    EnumSet<Property> properties = EnumSet.noneOf(Property.class);
    properties.addAll(expected.properties().keySet());
    if (!shared) {
      properties.addAll(found.properties().keySet());
    }
    properties.removeIf(each -> expected.values(each).equals(found.values(each)));
    return List.copyOf(properties);
  }

  /** What is unmanaged in one line: by name if there are few, else by number. */
  public String unmanagedText() {
    if (unmanaged.size() <= NAMED) {
      return unmanaged.stream().map(each -> each.name().text()).collect(Collectors.joining(", "));
    }
    Map<ObjectKind, Long> counts =
        unmanaged.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.name().kind(), TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(each -> each.getKey().count(each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
