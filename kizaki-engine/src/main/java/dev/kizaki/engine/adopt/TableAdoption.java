package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.RecordedNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entity of a table, as far as it can be said; what cannot be said is a reason. */
final class TableAdoption {
  /** What a table of each mark is, as the reason why it stays unmanaged. */
  private static final Map<String, String> MARKS =
      Map.of(
          "PARTITIONED", "it is partitioned",
          "PARTITION", "it is a partition",
          "INHERITS", "it inherits from another table, or another one from it",
          "UNLOGGED", "it is unlogged");

  private final FoundSchema found;
  private final AdoptedNames names;
  private final ColumnTypes types;
  private final ReferenceAdoption references;
  private final DefaultAdoption defaults;
  private final Reasons reasons;

  TableAdoption(
      FoundSchema found,
      AdoptedNames names,
      ColumnTypes types,
      ReferenceAdoption references,
      DefaultAdoption defaults,
      Reasons reasons) {
    this.found = found;
    this.names = names;
    this.types = types;
    this.references = references;
    this.defaults = defaults;
    this.reasons = reasons;
  }

  Entity entity(FoundTable table) {
    String name = table.name();
    table
        .table()
        .values(Property.ANOMALIES)
        .forEach(mark -> reasons.add(name, MARKS.getOrDefault(mark, mark)));
    table
        .of(ObjectKind.EXCLUSION)
        .forEach(each -> reasons.add(name, "it has an exclusion constraint", each));
    Map<String, FieldType.Reference> to = references.ofFields(table);
    List<Field> fields = new ArrayList<>();
    for (CatalogObject column : table.of(ObjectKind.COLUMN)) {
      field(table, column, Optional.ofNullable(to.get(column.name().name())))
          .ifPresent(fields::add);
    }
    GroupAdoption groups = new GroupAdoption(found, table, names, reasons);
    Optional<Key> key = groups.key();
    Entity entity =
        new Entity(
                names.entity(name),
                Optional.of(name),
                fields,
                key,
                groups.uniques(),
                groups.indexes())
            .withReferences(references.inBody(table))
            .withChecks(groups.checks());
    return RecordedNames.withoutDerived(ReferenceAdoption.indexed(entity), DatabaseNames.CURRENT);
  }

  private Optional<Field> field(
      FoundTable table, CatalogObject column, Optional<FieldType.Reference> reference) {
    String sql = column.values(Property.TYPE).get(0);
    Optional<FieldType> type = types.of(sql);
    if (type.isEmpty()) {
      reasons.add(table.name(), "it has a column of the type " + sql, column);
      return Optional.empty();
    }
    if (!column.values(Property.COLLATION).isEmpty()) {
      reasons.add(table.name(), "it has a column with a collation of its own", column);
    }
    return Optional.of(
        new Field(
            names.field(table.name(), column.name().name()),
            Optional.of(column.name().name()),
            reference.<FieldType>map(to -> to).orElse(type.get()),
            column.values(Property.NULLABILITY).equals(List.of("null")),
            defaults.of(column, type.get())));
  }
}
