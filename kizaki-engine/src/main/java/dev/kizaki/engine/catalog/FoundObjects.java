package dev.kizaki.engine.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
}
