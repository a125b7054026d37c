package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.ExpressionText;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The names in Inspire of everything that was found. They do not depend on what is managed, so that
 * a table keeps its name if another one becomes unmanaged.
 */
final class AdoptedNames {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final Map<String, String> entities;
  private final Map<String, String> enums;
  private final Map<String, String> sequences;
  private final ObjectNames objects;
  private final Map<String, Map<String, String>> fields = new HashMap<>();
  private final Map<String, Map<String, String>> values = new HashMap<>();
  private final Map<List<String>, String> externals = new HashMap<>();

  AdoptedNames(FoundSchema found) {
    Set<String> taken = new HashSet<>();
    this.entities =
        InspireName.ENTITY.distinct(found.tables().keySet(), NAMES::derivedTable, taken);
    this.enums = InspireName.ENUM.distinct(found.enums().keySet(), NAMES::derivedEnumType, taken);
    this.sequences =
        InspireName.SEQUENCE.distinct(found.sequences().keySet(), NAMES::derivedSequence, taken);
    found
        .tables()
        .forEach(
            (name, table) ->
                fields.put(
                    name,
                    InspireName.FIELD.distinct(
                        table.of(ObjectKind.COLUMN).stream()
                            .map(each -> each.name().name())
                            .toList(),
                        NAMES::derivedColumn)));
    found.enums().forEach((name, type) -> values.put(name, values(type)));
    externals(found, taken);
    this.objects = new ObjectNames(found.sqlObjects(), taken);
  }

  /** A table of the schema that stays unmanaged leaves its name to the first of its externals. */
  private void externals(FoundSchema found, Set<String> taken) {
    Set<String> left = new HashSet<>(entities.keySet());
    found.objects().stream()
        .filter(each -> each.name().kind() == ObjectKind.FOREIGN_KEY)
        .map(AdoptedNames::target)
        .sorted(Comparator.comparing(Object::toString))
        .distinct()
        .forEach(
            target -> {
              String table = target.get(1);
              boolean own = target.get(0).equals(found.schema()) && left.remove(table);
              externals.put(
                  target,
                  own
                      ? entities.get(table)
                      : InspireName.numbered(InspireName.ENTITY.of(table), taken));
            });
  }

  /** The schema, the table and the columns that a foreign key leads to, these sorted by name. */
  private static List<String> target(CatalogObject key) {
    List<String> target = key.values(Property.TARGET);
    return Stream.concat(
            target.subList(0, 2).stream(), target.subList(2, target.size()).stream().sorted())
        .toList();
  }

  /** The name of the external table that a foreign key leads to, if it leads to one. */
  String external(CatalogObject key) {
    return externals.get(target(key));
  }

  private static Map<String, String> values(CatalogObject type) {
    return InspireName.VALUE.distinct(type.values(Property.VALUES), UnaryOperator.identity());
  }

  String entity(String table) {
    return entities.get(table);
  }

  String enumType(String type) {
    return enums.get(type);
  }

  String sequence(String sequence) {
    return sequences.get(sequence);
  }

  ObjectNames objects() {
    return objects;
  }

  String field(String table, String column) {
    return fields.get(table).get(column);
  }

  /** An expression over the columns of a table. */
  SqlExpression expression(FoundTable table, String text) {
    String canonical = ExpressionText.canonical(text);
    Map<String, String> columns = fields.get(table.name());
    return new SqlExpression(
        canonical,
        ExpressionText.columns(canonical, columns.keySet()).stream().map(columns::get).toList());
  }

  String value(String type, String label) {
    return values.get(type).get(label);
  }
}
