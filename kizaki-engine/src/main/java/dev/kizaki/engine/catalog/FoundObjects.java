package dev.kizaki.engine.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The objects of a schema that SQL makes, without those of extensions and those that PostgreSQL
 * makes for others.
 *
 * @param objects by signature
 * @param usedByTables what the columns, constraints and indexes of a table depend on, by table
 */
public record FoundObjects(
    SortedMap<ObjectSignature, FoundObject> objects, Map<String, Set<ObjectUse>> usedByTables) {
  public FoundObjects {
    objects = new TreeMap<>(objects);
    usedByTables =
        usedByTables.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
  }

  public Optional<FoundObject> object(ObjectSignature signature) {
    return Optional.ofNullable(objects.get(signature));
  }

  /** The objects that depend on one of these columns, directly or through others. */
  public List<FoundObject> usersOfColumns(String table, Collection<String> columns) {
    return users(
        use -> isRelation(use, table) && use.column().filter(columns::contains).isPresent());
  }

  /** The objects that depend on the table or on one of its columns, directly or through others. */
  public List<FoundObject> usersOfTable(String table) {
    return users(use -> isRelation(use, table));
  }

  /** The objects that depend on the enum or the sequence, directly or through others. */
  public List<FoundObject> usersOf(ObjectSignature signature) {
    return users(use -> use.signature().equals(signature));
  }

  private static boolean isRelation(ObjectUse.Own use, String table) {
    return use.name().equals(table)
        && (use.signature().kind() == ObjectSignature.Kind.TABLE
            || use.signature().kind() == ObjectSignature.Kind.FOREIGN_TABLE);
  }

  private List<FoundObject> users(Predicate<ObjectUse.Own> first) {
    Set<ObjectSignature> found = new TreeSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (FoundObject each : objects.values()) {
        boolean uses =
            each.uses().stream()
                .filter(ObjectUse.Own.class::isInstance)
                .map(ObjectUse.Own.class::cast)
                .anyMatch(use -> first.test(use) || found.contains(use.signature()));
        more |= uses && found.add(each.signature());
      }
    }
    return found.stream().map(objects::get).toList();
  }
}
