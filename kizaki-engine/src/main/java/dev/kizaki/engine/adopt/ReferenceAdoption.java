package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.engine.shape.SystemEntity;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The references of tables to managed tables. A foreign key of one column is a reference of the
 * field if the field takes its type from there and nothing else from elsewhere; any other one
 * stands in the body of the entity.
 */
final class ReferenceAdoption {
  private static final String NOT_VALID = "NOT VALID";

  private final String schema;
  private final SortedMap<String, FoundTable> tables;
  private final Set<String> unmanaged;
  private final AdoptedNames names;
  private final ColumnTypes types;
  private final Reasons reasons;

  /** The external tables that references lead to, by table and column. */
  private final SortedMap<List<String>, SystemEntity> externals =
      new TreeMap<>(Comparator.comparing(Object::toString));

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
      Reasons reasons) {
    this.schema = schema;
    this.tables = tables;
    this.unmanaged = Set.copyOf(unmanaged);
    this.inBody = inBody;
    this.names = names;
    this.types = types;
    this.reasons = reasons;
  }

  /** The references that are types of fields, by the name of their column. */
  Map<String, FieldType.Reference> ofFields(FoundTable table) {
    Map<String, FieldType.Reference> references = new HashMap<>();
    ofFields(table, targets(table))
        .forEach(
            (column, key) -> {
              List<String> target = key.values(Property.TARGET);
              references.put(
                  column,
                  unmanaged.contains(target.get(1))
                      ? external(target, type(table, column).get(0)).reference(options(key))
                      : new FieldType.Reference(
                          names.entity(target.get(1)),
                          names.field(target.get(1), target.get(2)),
                          options(key)));
            });
    return references;
  }

  /** The references in the body of the entity. */
  List<EntityReference> inBody(FoundTable table) {
    List<CatalogObject> keys = targets(table);
    Set<CatalogObject> ofFields = new HashSet<>(ofFields(table, keys).values());
    return keys.stream()
        .filter(key -> !ofFields.contains(key))
        .map(
            key -> {
              List<String> target = key.values(Property.TARGET);
              String owner = target.get(1);
              return new EntityReference(
                  fields(table.name(), key.values(Property.COLUMNS)),
                  names.entity(owner),
                  fields(owner, target.subList(2, target.size())),
                  options(key));
            })
        .toList();
  }

  /** The foreign keys of a field's type, by the name of their column: the first one of each. */
  private Map<String, CatalogObject> ofFields(FoundTable table, List<CatalogObject> keys) {
    Map<String, CatalogObject> first = new HashMap<>();
    for (CatalogObject key : keys) {
      List<String> columns = key.values(Property.COLUMNS);
      List<String> target = key.values(Property.TARGET);
      if (columns.size() == 1
          && !inBody.contains(key.name())
          && isPlain(table, columns.get(0))
          && type(table, columns.get(0)).equals(type(tables.get(target.get(1)), target.get(2)))) {
        first.putIfAbsent(columns.get(0), key);
      }
    }
    return first;
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

  /** A table that stays unmanaged, as the target of references to one of its columns. */
  private SystemEntity external(List<String> target, String type) {
    return externals.computeIfAbsent(
        target,
        any -> {
          long others =
              externals.keySet().stream().filter(each -> each.get(1).equals(target.get(1))).count();
          return new SystemEntity(
              names.entity(target.get(1)) + (others == 0 ? "" : String.valueOf(others + 1)),
              Optional.of(
                  new SystemEntity.ExistingColumn(
                      target.get(0), target.get(1), target.get(2), types.of(type).orElseThrow())));
        });
  }

  /** The external tables that the references of all tables lead to. */
  Collection<SystemEntity> externals() {
    return externals.values();
  }

  /** Whether a reference of a field can lead to a column of a table that stays unmanaged. */
  private boolean canBeExternal(FoundTable table, CatalogObject key) {
    List<String> columns = key.values(Property.COLUMNS);
    List<String> target = key.values(Property.TARGET);
    return columns.size() == 1
        && isPlain(table, columns.get(0))
        && types.of(type(table, columns.get(0)).get(0)).isPresent()
        && types.enumOf(type(table, columns.get(0)).get(0)).isEmpty()
        && type(table, columns.get(0)).equals(type(tables.get(target.get(1)), target.get(2)))
        && table.of(ObjectKind.FOREIGN_KEY).stream()
                .filter(each -> each.values(Property.COLUMNS).equals(columns))
                .count()
            == 1;
  }

  private boolean isManaged(FoundTable table, CatalogObject key) {
    List<String> target = key.values(Property.TARGET);
    if (!target.get(0).equals(schema) || !tables.containsKey(target.get(1))) {
      reasons.add(table.name(), "it refers to a table of another schema", key);
      return false;
    }
    if (unmanaged.contains(target.get(1)) && !canBeExternal(table, key)) {
      reasons.add(table.name(), "it refers to a table that stays unmanaged", key);
      return false;
    }
    return true;
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
