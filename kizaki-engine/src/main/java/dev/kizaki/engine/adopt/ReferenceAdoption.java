package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The references of tables to managed tables. */
final class ReferenceAdoption {
  private final String schema;
  private final SortedMap<String, FoundTable> tables;
  private final Set<String> unmanaged;
  private final AdoptedNames names;
  private final Reasons reasons;

  /**
   * @param unmanaged the tables of which it is known already that they stay unmanaged
   */
  ReferenceAdoption(
      String schema,
      SortedMap<String, FoundTable> tables,
      Set<String> unmanaged,
      AdoptedNames names,
      Reasons reasons) {
    this.schema = schema;
    this.tables = tables;
    this.unmanaged = Set.copyOf(unmanaged);
    this.names = names;
    this.reasons = reasons;
  }

  /** The references of a table by the name of their column. */
  Map<String, FieldType.Reference> of(FoundTable table) {
    Map<String, FieldType.Reference> references = new HashMap<>();
    for (CatalogObject key : table.of(ObjectKind.FOREIGN_KEY)) {
      reference(table, key)
          .ifPresent(
              to -> {
                if (references.putIfAbsent(key.values(Property.COLUMNS).get(0), to) != null) {
                  reasons.add(table.name(), "a column has two foreign keys", key);
                }
              });
    }
    return references;
  }

  private Optional<FieldType.Reference> reference(FoundTable table, CatalogObject key) {
    List<String> target = key.values(Property.TARGET);
    String owner = target.get(1);
    if (!target.get(0).equals(schema) || !tables.containsKey(owner)) {
      return refuse(table, key, "it refers to a table of another schema");
    }
    if (unmanaged.contains(owner)) {
      return refuse(table, key, "it refers to a table that stays unmanaged");
    }
    if (key.values(Property.COLUMNS).size() > 1) {
      return refuse(table, key, "it has a foreign key over several columns");
    }
    String column = key.values(Property.COLUMNS).get(0);
    if (!type(table, column).equals(type(tables.get(owner), target.get(2)))) {
      return refuse(table, key, "a foreign key refers to a column of another type");
    }
    ReferenceOptions options =
        new ReferenceOptions(
            action(key, Property.ON_DELETE),
            action(key, Property.ON_UPDATE),
            deferrability(key),
            true,
            Optional.of(key.name().name()));
    return Optional.of(
        new FieldType.Reference(names.entity(owner), names.field(owner, target.get(2)), options));
  }

  private Optional<FieldType.Reference> refuse(FoundTable table, CatalogObject key, String reason) {
    reasons.add(table.name(), reason, key);
    return Optional.empty();
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
  Entity indexed(Entity entity) {
    Entity all = entity;
    for (Field field : entity.fields()) {
      if (entity.needsReferenceIndex(field)) {
        FieldType.Reference to = field.reference().orElseThrow();
        all = all.withField(field.withType(to.withOptions(to.options().withIndexed(false))));
      }
    }
    return all;
  }
}
