package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.postgres.SequenceClauses;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.SequenceOptions;
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

  private final AdoptedNames names;
  private final ColumnTypes types;
  private final ReferenceAdoption references;
  private final Reasons reasons;

  TableAdoption(
      AdoptedNames names, ColumnTypes types, ReferenceAdoption references, Reasons reasons) {
    this.names = names;
    this.types = types;
    this.references = references;
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
    Map<String, FieldType.Reference> to = references.of(table);
    List<Field> fields = new ArrayList<>();
    for (CatalogObject column : table.of(ObjectKind.COLUMN)) {
      field(table, column, Optional.ofNullable(to.get(column.name().name())))
          .ifPresent(fields::add);
    }
    GroupAdoption groups = new GroupAdoption(table, names, reasons);
    Optional<Key> key = groups.key();
    Entity entity =
        new Entity(
            names.entity(name), Optional.of(name), fields, key, groups.uniques(), groups.indexes());
    return RecordedNames.withoutDerived(references.indexed(entity), DatabaseNames.CURRENT);
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
            defaultValue(table, column, type.get())));
  }

  /**
   * @param identity empty if the column is no identity column
   */
  private static DefaultValue sequence(List<String> identity, List<String> sequence) {
    SequenceOptions options = SequenceClauses.read(sequence.subList(1, sequence.size()));
    DefaultValue.OwnedSequence.Kind kind =
        identity.isEmpty()
            ? DefaultValue.OwnedSequence.Kind.SERIAL
            : identity.contains("always")
                ? DefaultValue.OwnedSequence.Kind.ALWAYS
                : DefaultValue.OwnedSequence.Kind.BY_DEFAULT;
    return new DefaultValue.OwnedSequence(
        kind,
        identity.isEmpty() ? options : options.withType(Optional.empty()),
        Optional.of(sequence.get(0)));
  }

  private Optional<DefaultValue> defaultValue(
      FoundTable table, CatalogObject column, FieldType type) {
    List<String> sequence = column.values(Property.SEQUENCE);
    if (!sequence.isEmpty()) {
      return Optional.of(sequence(column.values(Property.IDENTITY), sequence));
    }
    if (column.values(Property.DEFAULT).isEmpty()) {
      return Optional.empty();
    }
    String text = column.values(Property.DEFAULT).get(0);
    Optional<DefaultValue> value =
        ColumnDefaults.of(
            type,
            text,
            label ->
                types
                    .enumOf(column.values(Property.TYPE).get(0))
                    .map(found -> names.value(found, label))
                    .orElse(null));
    if (value.isEmpty()) {
      reasons.add(table.name(), "a default is an expression", column);
    }
    return value;
  }
}
