package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.postgres.ExpectedObjects;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.sql.CompatibilityView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a database contains between the two phases of a deploy: the tables as the first phases made
 * them, some of them under other names, with views that have their names.
 *
 * @param expected the objects, with the tables by their own names
 * @param asides the names of tables that views stand for, by the names that they have meanwhile
 * @param views the names of the views
 */
record BetweenPhases(ExpectedCatalog expected, Map<String, String> asides, Set<String> views) {
  /**
   * The state after the first phases.
   *
   * @param expanded the migrations whose first phase is done, at least one
   * @param schema the PostgreSQL schema that holds the tables
   */
  static BetweenPhases of(List<DeployPlan.Part> expanded, String schema) {
    DeployPlan.Part last = expanded.get(expanded.size() - 1);
    Map<String, String> asides = new HashMap<>();
    Set<String> views = new HashSet<>();
    for (DeployPlan.Part part : expanded) {
      for (CompatibilityView view : part.sql().views()) {
        views.add(view.view().table());
        if (view.isForBoth()) {
          asides.put(view.aside().table(), view.table().table());
        }
      }
    }
    return new BetweenPhases(
        ExpectedObjects.of(
            last.plan().meanwhile(),
            schema,
            new DatabaseNames(last.migration().snapshot().naming())),
        asides,
        views);
  }

  /** How the catalog differs from that state. A view that is missing counts as one difference. */
  CatalogComparison compare(ReadSession session, IgnorePatterns ignore) {
    Set<String> tables = new HashSet<>(expected.tables());
    tables.removeAll(asides.values());
    tables.addAll(asides.keySet());
    Map<String, String> json = session.canonicalJson(expected.jsonDefaults());
    List<CatalogObject> found = new ArrayList<>();
    for (CatalogObject object : session.catalog(tables)) {
      ObjectName name = object.name();
      boolean isOwn =
          name.kind() == ObjectKind.VIEW && views.contains(name.name())
              || isTemporary(name) && !asides.containsKey(name.name());
      if (!isOwn) {
        found.add(inPlace(object));
      }
    }
    return CatalogComparison.of(
        expected.withJson(text -> json.getOrDefault(text, text)), found, ignore);
  }

  /** Whether it exists only between the phases; the name of a function ends with its arguments. */
  private static boolean isTemporary(ObjectName name) {
    String own =
        name.kind() == ObjectKind.FUNCTION
            ? name.name().substring(0, name.name().lastIndexOf('('))
            : name.name();
    return own.endsWith(DatabaseNames.TEMPORARY);
  }

  /** The object with the names of tables that it will have again. */
  private CatalogObject inPlace(CatalogObject object) {
    ObjectName name = object.name();
    ObjectName own =
        new ObjectName(
            name.kind(),
            name.table().map(table -> asides.getOrDefault(table, table)),
            name.kind() == ObjectKind.TABLE
                ? asides.getOrDefault(name.name(), name.name())
                : name.name());
    CatalogObject moved = new CatalogObject(own, object.properties());
    List<String> target = object.values(Property.TARGET);
    return target.isEmpty()
        ? moved
        : moved.with(
            Property.TARGET, target.stream().map(each -> asides.getOrDefault(each, each)).toList());
  }
}
