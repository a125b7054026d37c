package dev.kizaki.engine.catalog;

import dev.kizaki.engine.sql.Quoting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The objects that the applied migrations created.
 *
 * @param objects by name, in the order in which a report lists them
 * @param shared the tables that may have existed before the first migration and may also belong to
 *     others: only the objects listed here are compared, and no other objects of these tables are
 *     reported
 */
public record ExpectedCatalog(Map<ObjectName, CatalogObject> objects, Set<String> shared) {
  private static final List<String> JSON = List.of("jsonb");

  public ExpectedCatalog {
    objects = new LinkedHashMap<>(objects);
    shared = Set.copyOf(shared);
  }

  public static ExpectedCatalog of(Collection<CatalogObject> objects, Set<String> shared) {
    Map<ObjectName, CatalogObject> byName = new LinkedHashMap<>();
    objects.forEach(each -> byName.put(each.name(), each));
    return new ExpectedCatalog(byName, shared);
  }

  /** Whether the migrations created or use the table. */
  public boolean knows(String table) {
    return shared.contains(table) || objects.containsKey(ObjectName.of(ObjectKind.TABLE, table));
  }

  /** The tables of {@link #objects}. */
  public Set<String> tables() {
    return objects.keySet().stream()
        .filter(each -> each.kind() == ObjectKind.TABLE)
        .map(ObjectName::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The JSON texts among the defaults, as they were written. */
  public Set<String> jsonDefaults() {
    return objects.values().stream()
        .filter(ExpectedCatalog::hasJsonDefault)
        .map(each -> DefaultText.constant(each.values(Property.DEFAULT).get(0)).orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Replaces the JSON of defaults by the form in which PostgreSQL stores it: with sorted keys, and
   * without blanks and duplicate keys.
   */
  public ExpectedCatalog withJson(UnaryOperator<String> canonical) {
    Map<ObjectName, CatalogObject> all = new LinkedHashMap<>(objects);
    all.replaceAll(
        (name, object) ->
            hasJsonDefault(object)
                ? object.with(
                    Property.DEFAULT,
                    DefaultText.constant(object.values(Property.DEFAULT).get(0))
                        .map(canonical)
                        .map(Quoting::string)
                        .orElseThrow())
                : object);
    return new ExpectedCatalog(all, shared);
  }

  private static boolean hasJsonDefault(CatalogObject object) {
    return object.values(Property.TYPE).equals(JSON)
        && object.values(Property.DEFAULT).stream()
            .anyMatch(value -> DefaultText.constant(value).isPresent());
  }
}
