package dev.kizaki.engine.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a database differs from what its migrations made.
 *
 * @param drift what is not as it was made
 * @param unmanaged what others made beside it: no drift, for no row of ours is other for it
 */
public record CatalogComparison(List<Gap> drift, List<CatalogObject> unmanaged) {
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
    Map<ObjectName, CatalogObject> rest = new HashMap<>();
    found.forEach(each -> rest.put(each.name(), each));
    Set<String> tables =
        rest.keySet().stream()
            .filter(each -> each.kind() == ObjectKind.TABLE)
            .map(ObjectName::name)
            .collect(Collectors.toSet());
    List<Gap> drift = new ArrayList<>();
    for (CatalogObject object : expected.objects().values()) {
      ObjectName name = object.name();
      CatalogObject there = rest.remove(name);
      if (there == null) {
        if (name.table().isEmpty() || tables.contains(name.table().get())) {
          drift.add(new Gap.Missing(object));
        }
      } else {
        List<Property> differing = differing(object, there, isShared(expected, name));
        if (!differing.isEmpty()) {
          drift.add(new Gap.Changed(object, there, differing));
        }
      }
    }
    List<CatalogObject> unmanaged = new ArrayList<>();
    for (CatalogObject object : new TreeMap<>(rest).values()) {
      ObjectName name = object.name();
      if (!isShared(expected, name)
          && name.table().map(expected::knows).orElse(true)
          && !ignore.matches(name)) {
        if (shapesRows(object)) {
          drift.add(new Gap.Added(object));
        } else {
          unmanaged.add(object);
        }
      }
    }
    return new CatalogComparison(drift, unmanaged);
  }

  private static boolean isShared(ExpectedCatalog expected, ObjectName name) {
    return name.table().isPresent()
        ? expected.shared().contains(name.table().get())
        : name.kind() == ObjectKind.TABLE && expected.shared().contains(name.name());
  }

  private static boolean shapesRows(CatalogObject object) {
    return object.name().kind().shapesRows()
        || object.name().kind() == ObjectKind.INDEX
            && object.values(Property.MARKS).contains(UNIQUE_INDEX);
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
