package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The key, the uniques and the indexes of a table. */
final class GroupAdoption {
  /** Stands for an expression among the columns of an index. */
  static final String EXPRESSION = "(expression)";

  private static final String DEFAULT_CLASS = Property.DEFAULT_CLASS + " ";

  /** The mark of an index that PostgreSQL does not use; only its name counts. */
  static final String INVALID = "INVALID";

  private final FoundTable table;
  private final AdoptedNames names;
  private final Reasons reasons;

  GroupAdoption(FoundTable table, AdoptedNames names, Reasons reasons) {
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

  private Optional<Index> index(CatalogObject found) {
    Optional<IndexMethod> method = IndexMethod.ofWord(found.values(Property.METHOD).get(0));
    if (found.properties().containsKey(Property.EXPRESSIONS)) {
      reasons.add(table.name(), "it has an index over an expression", found);
      return Optional.empty();
    }
    if (found.properties().containsKey(Property.PREDICATE)) {
      reasons.add(table.name(), "it has an index with a predicate", found);
      return Optional.empty();
    }
    if (method.isEmpty()) {
      reasons.add(
          table.name(),
          "it has an index of the method " + found.values(Property.METHOD).get(0),
          found);
      return Optional.empty();
    }
    return Optional.of(
        new Index(
            elements(found),
            method.get(),
            found.values(Property.UNIQUENESS).equals(List.of("unique")),
            isNullsNotDistinct(found),
            fields(found, Property.INCLUDE),
            Optional.empty(),
            name(found)));
  }

  private List<IndexedValue> elements(CatalogObject found) {
    List<String> fields = fields(found, Property.COLUMNS);
    List<IndexedValue> elements = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      String order = found.values(Property.ORDER).get(i);
      String operatorClass = found.values(Property.OPERATOR_CLASSES).get(i);
      boolean descending = order.startsWith("desc");
      boolean nullsFirst =
          order.endsWith("nulls first") || descending && !order.endsWith("nulls last");
      elements.add(
          IndexedValue.of(fields.get(i))
              .ordered(descending, nullsFirst)
              .withOperatorClass(
                  Optional.of(operatorClass).filter(each -> !each.startsWith(DEFAULT_CLASS))));
    }
    return elements;
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
