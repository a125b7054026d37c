package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.postgres.ExpectedObjects;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the shape of a database: an entity for each table of which everything can be said.
 *
 * <p>A table that stays unmanaged can make others unmanaged that refer to it, so the search is
 * repeated until no table is left out any more. Three judges decide: the table is said in words of
 * the shape ({@link TableAdoption}); the shape leads to exactly the objects that were found; and
 * the text of the schema is compiled to the shape again ({@link SchemaCheck}).
 */
public final class SchemaAdoption {
  private final FoundSchema found;
  private final SortedMap<String, FoundTable> tables;
  private final AdoptedNames names;
  private final ColumnTypes types;
  private final Reasons unmanaged = new Reasons();

  private SchemaAdoption(FoundSchema found) {
    this.found = found;
    this.tables = found.tables();
    this.names = new AdoptedNames(found);
    this.types = new ColumnTypes(found.schema(), names);
  }

  /**
   * The shape of what was found, and what stays unmanaged.
   *
   * @param known why tables stay unmanaged, as far as their objects do not show it
   */
  public static AdoptedSchema of(FoundSchema found, Collection<Unmanaged> known) {
    SchemaAdoption adoption = new SchemaAdoption(found);
    adoption.unmanaged.addAll(known);
    return adoption.run();
  }

  private AdoptedSchema run() {
    while (true) {
      Reasons reasons = new Reasons();
      Shape shape = shape(reasons);
      if (reasons.isEmpty()) {
        compare(shape, reasons);
      }
      if (reasons.isEmpty()) {
        reasons.addAll(SchemaCheck.problems(shape));
      }
      if (reasons.isEmpty()) {
        return new AdoptedSchema(shape, List.copyOf(unmanaged.all()), found.comments());
      }
      unmanaged.addAll(reasons.all());
    }
  }

  private Shape shape(Reasons reasons) {
    ReferenceAdoption references =
        new ReferenceAdoption(found.schema(), tables, unmanaged.names(), names, reasons);
    TableAdoption adoption = new TableAdoption(names, types, references, reasons);
    List<Entity> entities =
        tables.values().stream()
            .filter(each -> !unmanaged.names().contains(each.name()))
            .map(adoption::entity)
            .toList();
    Shape shape = Shape.of(List.of(), enums(), entities);
    for (Entity entity : entities) {
      entity.fields().stream()
          .filter(field -> shape.columnType(field.type()).isEmpty())
          .forEach(
              field ->
                  reasons.add(
                      entity.table().orElseGet(() -> tableOf(entity)),
                      "its foreign keys lead back to it"));
    }
    return shape;
  }

  private List<EnumType> enums() {
    List<EnumType> enums = new ArrayList<>();
    found
        .enums()
        .forEach(
            (type, object) -> {
              SortedMap<String, String> labels = new TreeMap<>();
              List<String> values = new ArrayList<>();
              for (String label : object.values(Property.VALUES)) {
                String value = names.value(type, label);
                values.add(value);
                labels.put(value, label);
              }
              enums.add(new EnumType(names.enumType(type), Optional.of(type), values, labels));
            });
    return enums;
  }

  private static String tableOf(Entity entity) {
    return DatabaseNames.CURRENT.table(entity);
  }

  /** The objects of a managed table must be exactly those that the shape leads to. */
  private void compare(Shape shape, Reasons reasons) {
    ExpectedCatalog expected = ExpectedObjects.of(shape, found.schema(), DatabaseNames.CURRENT);
    Set<ObjectName> known = new HashSet<>(expected.objects().keySet());
    for (DriftItem item :
        CatalogComparison.of(expected, found.objects(), IgnorePatterns.none()).drift()) {
      known.add(item.name());
      reasons.addAll(List.of(new Unmanaged(owner(item.name()), text(item), item.text())));
    }
    for (CatalogObject each : found.objects()) {
      boolean belongs = each.name().table().filter(expected.tables()::contains).isPresent();
      if (belongs
          && CatalogEquality.STRUCTURE.contains(each.name().kind())
          && !known.contains(each.name())
          && !each.values(Property.ANOMALIES).contains(GroupAdoption.INVALID)) {
        reasons.add(
            each.name().table().orElseThrow(),
            "Inspire cannot say its " + each.name().kind().word(),
            each);
      }
    }
  }

  private static String owner(ObjectName name) {
    return name.table().orElse(name.name());
  }

  private static String text(DriftItem item) {
    return "Inspire cannot say its " + item.name().kind().word();
  }
}
