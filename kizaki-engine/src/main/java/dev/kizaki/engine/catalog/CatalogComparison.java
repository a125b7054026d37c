package dev.kizaki.engine.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The differences between a database and what its migrations created.
 *
 * @param drift objects that are missing or changed, and additions that affect which rows our tables
 *     can hold
 * @param unmanaged other objects without a migration; they are not drift, because they do not
 *     affect which rows our tables can hold
 */
public record CatalogComparison(List<DriftItem> drift, List<CatalogObject> unmanaged) {
  /** The largest number of objects that a line names. */
  private static final int NAMED = 3;

  /** What a sequence is that belongs to a column, without being an identity column. */
  public static final String OWNED = "OWNED BY A COLUMN";

  /** What an index is that refuses rows. */
  public static final String UNIQUE_INDEX = "unique";

  public CatalogComparison {
    drift = List.copyOf(drift);
    unmanaged = List.copyOf(unmanaged);
  }

  /**
   * Compares the expected with the existing objects.
   *
   * @param ignore selects the objects without a migration that are left out
   */
  public static CatalogComparison of(
      ExpectedCatalog expected, Collection<CatalogObject> found, IgnorePatterns ignore) {
    Map<ObjectName, CatalogObject> foundByName = new HashMap<>();
    found.forEach(each -> foundByName.put(each.name(), each));
    List<DriftItem> drift = new ArrayList<>();
    expected.objects().values().stream()
        .flatMap(each -> difference(each, foundByName, expected).stream())
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

  /** A copy with more drift. */
  public CatalogComparison with(List<DriftItem> more) {
    List<DriftItem> all = new ArrayList<>(drift);
    all.addAll(more);
    return new CatalogComparison(all, unmanaged);
  }

  /** A copy without these unmanaged objects. */
  public CatalogComparison managing(Predicate<ObjectName> objects) {
    return new CatalogComparison(
        drift, unmanaged.stream().filter(each -> !objects.test(each.name())).toList());
  }

  /** A copy without the drift of these objects. */
  public CatalogComparison without(Set<ObjectName> names) {
    return new CatalogComparison(
        drift.stream().filter(each -> !names.contains(each.name())).toList(), unmanaged);
  }

  /** The difference in one object that the migrations created, if there is one. */
  private static Optional<DriftItem> difference(
      CatalogObject object, Map<ObjectName, CatalogObject> found, ExpectedCatalog expected) {
    CatalogObject actual = found.get(object.name());
    if (actual == null) {
      return hasItsTable(object.name(), found)
          ? Optional.of(new DriftItem.Missing(object))
          : Optional.empty();
    }
    List<Property> differing = differing(object, actual, isShared(expected, object.name()));
    return differing.isEmpty()
        ? Optional.empty()
        : Optional.of(new DriftItem.Changed(object, actual, differing));
  }

  /** Whether the table of an object exists. If a table is missing, its objects are not reported. */
  private static boolean hasItsTable(ObjectName name, Map<ObjectName, CatalogObject> found) {
    return name.table()
        .map(table -> found.containsKey(ObjectName.of(ObjectKind.TABLE, table)))
        .orElse(true);
  }

  /** The objects that no migration created, in the order of their names. */
  private static List<CatalogObject> additions(
      ExpectedCatalog expected, Map<ObjectName, CatalogObject> found, IgnorePatterns ignore) {
    return found.values().stream()
        .filter(each -> !expected.objects().containsKey(each.name()))
        .filter(each -> isCompared(each.name(), expected) && !ignore.matches(each.name()))
        .filter(each -> !isOwned(each))
        .sorted(Comparator.comparing(CatalogObject::name))
        .toList();
  }

  /**
   * Other objects of a shared table, and objects of a table that the migrations do not use, are not
   * reported.
   */
  private static boolean isCompared(ObjectName name, ExpectedCatalog expected) {
    return !isShared(expected, name) && name.table().map(expected::knows).orElse(true);
  }

  /** A sequence of a column belongs to its table. */
  private static boolean isOwned(CatalogObject object) {
    return object.name().kind() == ObjectKind.SEQUENCE
        && object.values(Property.ANOMALIES).contains(OWNED);
  }

  private static boolean isShared(ExpectedCatalog expected, ObjectName name) {
    return name.table()
        .or(() -> Optional.of(name.name()).filter(any -> name.kind() == ObjectKind.TABLE))
        .filter(expected.shared()::contains)
        .isPresent();
  }

  /** Whether the object decides which rows its table can hold. */
  public static boolean restrictsRows(CatalogObject object) {
    return object.name().kind().shapesRows()
        || object.name().kind() == ObjectKind.INDEX
            && object.values(Property.UNIQUENESS).contains(UNIQUE_INDEX);
  }

  /** The properties in which two objects of the same name differ. */
  public static List<Property> differing(CatalogObject expected, CatalogObject found) {
    return differing(expected, found, false);
  }

  private static List<Property> differing(
      CatalogObject expected, CatalogObject found, boolean shared) {
    if (expected.properties().equals(found.properties())) {
      return List.of();
    }
    EnumSet<Property> properties = EnumSet.noneOf(Property.class);
    properties.addAll(expected.properties().keySet());
    if (!shared) {
      properties.addAll(found.properties().keySet());
    }
    properties.removeIf(each -> each.agree(expected.values(each), found.values(each)));
    return List.copyOf(properties);
  }

  /**
   * The unmanaged objects in one line: their names if there are few, otherwise their number by
   * kind.
   */
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
