package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.ExpressionText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

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
    this.objects = new ObjectNames(found.sqlObjects(), taken);
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
