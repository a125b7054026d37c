package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.CamelCase;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The references of tables to managed tables and to external ones. A foreign key of one column is a
 * reference of the field if the field takes its type from there and nothing else from elsewhere;
 * any other one stands in the body of the entity.
 */
final class ReferenceAdoption {
  private static final String NOT_VALID = "NOT VALID";

  private final String schema;
  private final SortedMap<String, FoundTable> tables;
  private final Set<String> unmanaged;
  private final AdoptedNames names;
  private final ColumnTypes types;
  private final Reasons reasons;

  private final ExternalAdoption externals;

  /** The foreign keys that must stand in the body, because their fields would have no type. */
  private final Set<ObjectName> inBody;

  /**
   * @param unmanaged the tables of which it is known already that they stay unmanaged
   */
  ReferenceAdoption(
      String schema,
      SortedMap<String, FoundTable> tables,
      Set<String> unmanaged,
      Set<ObjectName> inBody,
      AdoptedNames names,
      ColumnTypes types,
      ExternalAdoption externals,
      Reasons reasons) {
    this.schema = schema;
    this.tables = tables;
    this.unmanaged = Set.copyOf(unmanaged);
    this.inBody = inBody;
    this.names = names;
    this.types = types;
    this.externals = externals;
    this.reasons = reasons;
  }

  /** The references that are types of fields, by the name of their column. */
  Map<String, FieldType.Reference> ofFields(FoundTable table) {
    Map<String, FieldType.Reference> references = new HashMap<>();
    ofFields(table, targets(table))
        .forEach(
            (column, key) -> {
              EntityReference to = reference(table, key);
              references.put(
                  column,
                  new FieldType.Reference(to.target(), to.targetFields().get(0), to.options()));
            });
    return references;
  }

  /** The references in the body of the entity. */
  List<EntityReference> inBody(FoundTable table) {
    List<CatalogObject> keys = targets(table);
    Set<CatalogObject> ofFields = new HashSet<>(ofFields(table, keys).values());
    return keys.stream()
        .filter(key -> !ofFields.contains(key))
        .map(key -> reference(table, key))
        .toList();
  }

  private EntityReference reference(FoundTable table, CatalogObject key) {
    List<String> target = key.values(Property.TARGET);
    List<String> columns = target.subList(2, target.size());
    List<String> from = fields(table.name(), key.values(Property.COLUMNS));
    if (leadsToManaged(key)) {
      String owner = target.get(1);
      return new EntityReference(from, names.entity(owner), fields(owner, columns), options(key));
    }
    return new EntityReference(
        from,
        externals.target(key).orElseThrow().name(),
        columns.stream().map(CamelCase::field).toList(),
        options(key));
  }

  /** The foreign keys of a field's type, by the name of their column: the first one of each. */
  private Map<String, CatalogObject> ofFields(FoundTable table, List<CatalogObject> keys) {
    Map<String, CatalogObject> first = new HashMap<>();
    for (CatalogObject key : keys) {
      List<String> columns = key.values(Property.COLUMNS);
      if (columns.size() == 1
          && !inBody.contains(key.name())
          && isPlain(table, columns.get(0))
          && hasTypeOf(table, columns.get(0), key)) {
        first.putIfAbsent(columns.get(0), key);
      }
    }
    return first;
  }

  /** Whether the column has the type of the one that the foreign key leads to. */
  private boolean hasTypeOf(FoundTable table, String column, CatalogObject key) {
    List<String> type = type(table, column);
    List<String> target = key.values(Property.TARGET);
    return leadsToManaged(key)
        ? type.equals(type(tables.get(target.get(1)), target.get(2)))
        : types.of(type.get(0)).equals(externals.find(key).map(to -> to.columns().get(0).type()));
  }

  /** Whether nothing but the reference decides the values of the column. */
  private static boolean isPlain(FoundTable table, String column) {
    CatalogObject found = table.column(column).orElseThrow();
    List<String> given = found.values(Property.DEFAULT);
    return found.values(Property.IDENTITY).isEmpty()
        && found.values(Property.SEQUENCE).isEmpty()
        && found.values(Property.GENERATED).isEmpty()
        && given.stream().noneMatch(text -> text.endsWith(")"));
  }

  /** The foreign keys that can be said. */
  private List<CatalogObject> targets(FoundTable table) {
    return table.of(ObjectKind.FOREIGN_KEY).stream()
        .sorted(Comparator.comparing(CatalogObject::name))
        .filter(key -> isManaged(table, key))
        .toList();
  }

  private boolean isManaged(FoundTable table, CatalogObject key) {
    if (leadsToManaged(key) || externals.find(key).isPresent()) {
      return true;
    }
    reasons.add(
        table.name(),
        key.values(Property.TARGET).get(0).equals(schema)
            ? "it refers to a table that stays unmanaged"
            : "it refers to a table of another schema",
        key);
    return false;
  }

  private boolean leadsToManaged(CatalogObject key) {
    List<String> target = key.values(Property.TARGET);
    return target.get(0).equals(schema)
        && tables.containsKey(target.get(1))
        && !unmanaged.contains(target.get(1));
  }

  private List<String> fields(String table, List<String> columns) {
    return columns.stream().map(column -> names.field(table, column)).toList();
  }

  private static ReferenceOptions options(CatalogObject key) {
    return new ReferenceOptions(
        action(key, Property.ON_DELETE),
        action(key, Property.ON_UPDATE),
        deferrability(key),
        true,
        key.values(Property.ANOMALIES).contains(NOT_VALID),
        Optional.of(key.name().name()));
  }

  private static List<String> type(FoundTable table, String column) {
    return table.column(column).map(each -> each.values(Property.TYPE)).orElse(List.of());
  }

  private static ReferentialAction action(CatalogObject key, Property property) {
    return ReferentialAction.valueOf(key.values(property).get(0).replace(' ', '_'));
  }

  private static Deferrability deferrability(CatalogObject key) {
    return switch (key.values(Property.DEFERRABILITY).get(0)) {
      case "DEFERRABLE" -> Deferrability.INITIALLY_IMMEDIATE;
      case "DEFERRABLE INITIALLY DEFERRED" -> Deferrability.INITIALLY_DEFERRED;
      default -> Deferrability.NOT_DEFERRABLE;
    };
  }

  /** A reference that no index of the table serves is one without an index. */
  static Entity indexed(Entity entity) {
    Entity all = entity;
    for (Field field : entity.fields()) {
      if (entity.needsReferenceIndex(field)) {
        FieldType.Reference to = field.reference().orElseThrow();
        all = all.withField(field.withType(to.withOptions(to.options().withIndexed(false))));
      }
    }
    return all.withReferences(
        entity.references().stream()
            .map(
                to ->
                    entity.needsReferenceIndex(to)
                        ? to.withOptions(to.options().withIndexed(false))
                        : to)
            .toList());
  }
}
