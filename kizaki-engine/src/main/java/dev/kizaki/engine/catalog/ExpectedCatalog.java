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
 * What the applied migrations made.
 *
 * @param objects by name, in an order in which a reader wants to hear of them
 * @param shared the tables that may have been there before the first migration and belong to others
 *     as well: of these only what is named here is compared, and nothing else on them is listed
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

  /** Whether the table is one that the migrations made or use. */
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
   * The same with the JSON of defaults in the form in which PostgreSQL keeps it, which is not how
   * it was written: keys are sorted, blanks and duplicates gone.
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
        && object.properties().containsKey(Property.DEFAULT);
  }
}
