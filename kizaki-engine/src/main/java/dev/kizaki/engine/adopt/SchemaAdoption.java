package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.catalog.ObjectUse;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.postgres.ExpectedObjects;
import dev.kizaki.engine.postgres.SequenceClauses;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Extension;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SystemEntity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

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
  private final Set<ObjectName> exact;
  private final Reasons unmanaged = new Reasons();
  private final Map<ObjectSignature, Unmanaged> unmanagedObjects = new TreeMap<>();
  private final Set<ObjectName> inBody = new HashSet<>();

  private SchemaAdoption(FoundSchema found, Set<ObjectName> exact) {
    this.found = found;
    this.exact = exact;
    this.tables = found.tables();
    this.names = new AdoptedNames(found);
    this.types = new ColumnTypes(found.schema(), names);
  }

  /**
   * The shape of what was found, and what stays unmanaged.
   *
   * @param known why tables stay unmanaged, as far as their objects do not show it
   * @param exact the columns whose default is written as an expression, because PostgreSQL prints
   *     that of a literal in another form
   * @param refused the objects in SQL that another server does not make
   */
  public static AdoptedSchema of(
      FoundSchema found,
      Collection<Unmanaged> known,
      Set<ObjectName> exact,
      Map<ObjectSignature, Unmanaged> refused) {
    SchemaAdoption adoption = new SchemaAdoption(found, exact);
    adoption.unmanagedObjects.putAll(refused);
    adoption.unmanaged.addAll(known);
    return adoption.run();
  }

  private AdoptedSchema run() {
    while (true) {
      Reasons reasons = new Reasons();
      ObjectAdoption objects = ObjectAdoption.of(found, managedNames(), unmanagedObjects.keySet());
      ObjectUses uses = new ObjectUses(found, names, objects.adopted(), managedTables());
      needs(objects, uses, reasons);
      if (!reasons.isEmpty()) {
        unmanaged.addAll(reasons.all());
        continue;
      }
      List<AdoptedObject> declared =
          new ObjectDeclarations(names.objects(), uses).of(objects.adopted());
      Shape shape =
          shape(objects.extensions(), reasons)
              .withObjects(declared.stream().map(AdoptedObject::object).toList());
      if (inBody.addAll(withoutType(shape))) {
        continue;
      }
      if (reasons.isEmpty()) {
        compare(shape, reasons);
      }
      if (reasons.isEmpty()) {
        Map<String, Unmanaged> wrong = SchemaCheck.objects(declared);
        if (leave(declared, wrong)) {
          continue;
        }
        reasons.addAll(SchemaCheck.problems(shape));
      }
      if (reasons.isEmpty()) {
        List<Unmanaged> left = new ArrayList<>(unmanagedObjects.values());
        left.addAll(objects.unmanaged());
        return new AdoptedSchema(
            shape,
            List.copyOf(unmanaged.all()),
            found.comments(),
            declared,
            left.stream().sorted().toList());
      }
      unmanaged.addAll(reasons.all());
    }
  }

  /** Leaves out objects that cannot be declared. */
  private boolean leave(List<AdoptedObject> declared, Map<String, Unmanaged> wrong) {
    for (AdoptedObject each : declared) {
      if (wrong.containsKey(each.object().name())) {
        each.made().forEach(made -> unmanagedObjects.put(made, wrong.get(each.object().name())));
      }
    }
    return !wrong.isEmpty();
  }

  private Set<String> managedTables() {
    Set<String> managed = new TreeSet<>(tables.keySet());
    managed.removeAll(unmanaged.names());
    return managed;
  }

  /** The managed tables, enums and sequences. */
  private Set<String> managedNames() {
    Set<String> managed = managedTables();
    managed.addAll(managedSequences());
    managed.addAll(found.enums().keySet());
    managed.removeAll(unmanaged.names());
    return managed;
  }

  /** A table is managed only with all functions and types of the schema that it needs. */
  private void needs(ObjectAdoption objects, ObjectUses uses, Reasons reasons) {
    for (String table : managedTables()) {
      for (ObjectUse use : found.sqlObjects().usedByTables().getOrDefault(table, Set.of())) {
        if (use instanceof ObjectUse.Own own && isMissing(own, objects)) {
          reasons.add(table, "it needs the " + own.signature().text());
        }
      }
      uses.needsItself(table)
          .ifPresent(
              object ->
                  reasons.add(
                      table,
                      "it needs the %s, which uses the table itself".formatted(object.text())));
    }
  }

  private static boolean isMissing(ObjectUse.Own use, ObjectAdoption objects) {
    return switch (use.signature().kind()) {
      case ENUM, SEQUENCE -> false;
      case FUNCTION, DOMAIN, COMPOSITE_TYPE, RANGE_TYPE -> !objects.isAdopted(use.signature());
      default -> true;
    };
  }

  /**
   * @param extensions those that objects need
   */
  private Shape shape(Set<String> extensions, Reasons reasons) {
    ExternalAdoption externals = new ExternalAdoption(found, names, types);
    ReferenceAdoption references =
        new ReferenceAdoption(
            found.schema(), tables, unmanaged.names(), inBody, names, types, externals, reasons);
    DefaultAdoption defaults =
        new DefaultAdoption(found, tables, managedSequences(), names, types, exact, reasons);
    TableAdoption adoption = new TableAdoption(found, names, types, references, defaults, reasons);
    List<Entity> entities =
        tables.values().stream()
            .filter(each -> !unmanaged.names().contains(each.name()))
            .map(adoption::entity)
            .toList();
    List<SystemEntity> outside = new ArrayList<>(externals.used());
    Stream.concat(
            extensions.stream(),
            entities.stream()
                .map(DatabaseNames.CURRENT::table)
                .flatMap(each -> found.extensions().getOrDefault(each, Set.of()).stream()))
        .distinct()
        .sorted()
        .map(Extension::new)
        .forEach(outside::add);
    Shape shape = Shape.of(outside, enums(), sequences(), entities);
    return shape;
  }

  /** The foreign keys of fields that have no type, because the foreign keys lead back to them. */
  private static Set<ObjectName> withoutType(Shape shape) {
    Set<ObjectName> keys = new HashSet<>();
    for (Entity entity : shape.entities()) {
      entity.fields().stream()
          .filter(field -> field.reference().isPresent())
          .filter(field -> shape.columnType(field.type()).isEmpty())
          .filter(field -> shape.entity(field.reference().orElseThrow().entity()).isPresent())
          .map(field -> DatabaseNames.CURRENT.foreignKey(entity, field.name()))
          .forEach(
              name ->
                  keys.add(
                      ObjectName.of(
                          ObjectKind.FOREIGN_KEY, DatabaseNames.CURRENT.table(entity), name)));
    }
    return keys;
  }

  private List<DeclaredSequence> sequences() {
    return managedSequences().stream()
        .map(
            each ->
                new DeclaredSequence(
                    names.sequence(each),
                    Optional.of(each),
                    SequenceClauses.read(found.sequences().get(each).values(Property.OPTIONS))))
        .toList();
  }

  private Set<String> managedSequences() {
    Set<String> managed = new TreeSet<>(found.sequences().keySet());
    managed.removeAll(unmanaged.names());
    return managed;
  }

  private List<EnumType> enums() {
    List<EnumType> enums = new ArrayList<>();
    found
        .enums()
        .forEach(
            (type, object) -> {
              if (unmanaged.names().contains(type)) {
                return;
              }
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
    if (item instanceof DriftItem.Changed changed
        && changed.properties().contains(Property.ANOMALIES)) {
      return "its %s is %s"
          .formatted(
              item.name().kind().word(),
              String.join(", ", changed.found().values(Property.ANOMALIES)));
    }
    return "Inspire cannot say its " + item.name().kind().word();
  }
}
