package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.SqlExpression;
import java.util.List;

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
            .with(Property.COLUMNS, columns(entity, group))
            .with(
                Property.INCLUDE,
                group.include().stream().map(field -> mapping.columnName(entity, field)).toList());
    if (kind != ObjectKind.PRIMARY_KEY) {
      object = object.with(Property.NULLS, group.nullsNotDistinct() ? "not distinct" : "distinct");
    }
    return group instanceof Index index ? withIndex(object, index) : object;
  }

  private List<String> columns(String entity, FieldGroup group) {
    return group instanceof Index index
        ? index.elements().stream()
            .map(each -> each.field().map(name -> mapping.columnName(entity, name)))
            .map(column -> column.orElse(Property.EXPRESSION_COLUMN))
            .toList()
        : mapping.columnNames(entity, group);
  }

  /** The expression at each place, if there is one at any. */
  private static List<String> expressions(Index index) {
    return index.elements().stream().allMatch(each -> each.expression().isEmpty())
        ? List.of()
        : index.elements().stream()
            .map(each -> each.expression().map(SqlExpression::text).orElse(""))
            .toList();
  }

  private static CatalogObject withIndex(CatalogObject object, Index index) {
    return object
        .with(Property.METHOD, index.method().word())
        .with(Property.UNIQUENESS, index.unique() ? "unique" : "not unique")
        .with(Property.EXPRESSIONS, expressions(index))
        .with(Property.PREDICATE, index.where().map(SqlExpression::text).stream().toList())
        .with(Property.ORDER, index.elements().stream().map(GroupObjects::order).toList())
        .with(
            Property.OPERATOR_CLASSES,
            index.elements().stream()
                .map(each -> each.operatorClass().orElse(Property.DEFAULT_CLASS))
                .toList());
  }

  private static String order(IndexedValue indexed) {
    String order = indexed.descending() ? "desc" : "asc";
    return indexed.hasDefaultNulls()
        ? order
        : order + (indexed.nullsFirst() ? " nulls first" : " nulls last");
  }
}
