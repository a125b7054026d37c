package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexedField;

/** Keys, uniques and indexes as catalog objects. */
final class GroupObjects {
  private final DatabaseMapping mapping;

  GroupObjects(DatabaseMapping mapping) {
    this.mapping = mapping;
  }

  CatalogObject of(String entity, FieldGroup group) {
    ObjectKind kind =
        switch (group.kind()) {
          case KEY -> ObjectKind.PRIMARY_KEY;
          case UNIQUE -> ObjectKind.UNIQUE;
          case INDEX -> ObjectKind.INDEX;
        };
    String table = mapping.table(entity).table();
    CatalogObject object =
        CatalogObject.of(ObjectName.of(kind, table, mapping.groupName(entity, group)))
            .with(Property.COLUMNS, mapping.columnNames(entity, group))
            .with(
                Property.INCLUDE,
                group.include().stream().map(field -> mapping.columnName(entity, field)).toList());
    if (kind != ObjectKind.PRIMARY_KEY) {
      object = object.with(Property.NULLS, group.nullsNotDistinct() ? "not distinct" : "distinct");
    }
    return group instanceof Index index ? withIndex(object, index) : object;
  }

  private static CatalogObject withIndex(CatalogObject object, Index index) {
    return object
        .with(Property.METHOD, index.method().word())
        .with(Property.UNIQUENESS, index.unique() ? "unique" : "not unique")
        .with(Property.ORDER, index.elements().stream().map(GroupObjects::order).toList())
        .with(
            Property.OPERATOR_CLASSES,
            index.elements().stream()
                .map(each -> each.operatorClass().orElse(Property.DEFAULT_CLASS))
                .toList());
  }

  private static String order(IndexedField indexed) {
    String order = indexed.descending() ? "desc" : "asc";
    return indexed.hasDefaultNulls()
        ? order
        : order + (indexed.nullsFirst() ? " nulls first" : " nulls last");
  }
}
