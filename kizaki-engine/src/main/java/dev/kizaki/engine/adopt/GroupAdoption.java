package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The key, the uniques, the indexes and the checks of a table. */
final class GroupAdoption {
  private static final String DEFAULT_CLASS = Property.DEFAULT_CLASS + " ";

  /** The mark of an index that PostgreSQL does not use; only its name counts. */
  static final String INVALID = "INVALID";

  private final FoundSchema found;
  private final FoundTable table;
  private final AdoptedNames names;
  private final Reasons reasons;

  GroupAdoption(FoundSchema found, FoundTable table, AdoptedNames names, Reasons reasons) {
    this.found = found;
    this.table = table;
    this.names = names;
    this.reasons = reasons;
  }

  Optional<Key> key() {
    return table.of(ObjectKind.PRIMARY_KEY).stream()
        .map(each -> new Key(fields(each, Property.COLUMNS), name(each)))
        .findFirst();
  }

  List<Unique> uniques() {
    return table.of(ObjectKind.UNIQUE).stream()
        .map(
            each ->
                new Unique(
                    fields(each, Property.COLUMNS),
                    isNullsNotDistinct(each),
                    fields(each, Property.INCLUDE),
                    name(each)))
        .toList();
  }

  List<Index> indexes() {
    return table.of(ObjectKind.INDEX).stream()
        .filter(each -> !each.values(Property.ANOMALIES).contains(INVALID))
        .flatMap(each -> index(each).stream())
        .toList();
  }

  List<Check> checks() {
    return table.of(ObjectKind.CHECK).stream()
        .map(
            each ->
                new Check(
                    names.expression(table, found.expression(each.name()).orElseThrow()),
                    each.values(Property.ANOMALIES).contains(Property.NOT_VALID),
                    name(each)))
        .toList();
  }

  private Optional<Index> index(CatalogObject index) {
    Optional<IndexMethod> method = IndexMethod.ofWord(index.values(Property.METHOD).get(0));
    if (method.isEmpty()) {
      reasons.add(
          table.name(),
          "it has an index of the method " + index.values(Property.METHOD).get(0),
          index);
      return Optional.empty();
    }
    return Optional.of(
        new Index(
            elements(index),
            method.get(),
            index.values(Property.UNIQUENESS).equals(List.of("unique")),
            isNullsNotDistinct(index),
            fields(index, Property.INCLUDE),
            found.expression(index.name()).map(text -> names.expression(table, text)),
            name(index)));
  }

  private List<IndexedValue> elements(CatalogObject index) {
    List<String> columns = index.values(Property.COLUMNS);
    List<IndexedValue> elements = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String order = index.values(Property.ORDER).get(i);
      String operatorClass = index.values(Property.OPERATOR_CLASSES).get(i);
      boolean descending = order.startsWith("desc");
      boolean nullsFirst =
          order.endsWith("nulls first") || descending && !order.endsWith("nulls last");
      elements.add(
          element(index, i + 1)
              .ordered(descending, nullsFirst)
              .withOperatorClass(
                  Optional.of(operatorClass).filter(each -> !each.startsWith(DEFAULT_CLASS))));
    }
    return elements;
  }

  private IndexedValue element(CatalogObject index, int place) {
    return found
        .element(index.name(), place)
        .map(text -> IndexedValue.of(names.expression(table, text)))
        .orElseGet(
            () ->
                IndexedValue.of(
                    names.field(table.name(), index.values(Property.COLUMNS).get(place - 1))));
  }

  private static Optional<String> name(CatalogObject found) {
    return Optional.of(found.name().name());
  }

  private static boolean isNullsNotDistinct(CatalogObject found) {
    return found.values(Property.NULLS).equals(List.of("not distinct"));
  }

  private List<String> fields(CatalogObject found, Property columns) {
    return found.values(columns).stream().map(each -> names.field(table.name(), each)).toList();
  }
}
