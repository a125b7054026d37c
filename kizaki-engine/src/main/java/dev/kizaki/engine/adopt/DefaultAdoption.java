package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.SqlExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The defaults of columns, and the values of generated ones. */
final class DefaultAdoption {
  private final FoundSchema found;
  private final Map<String, FoundTable> tables;
  private final AdoptedNames names;
  private final ColumnTypes types;
  private final Set<ObjectName> exact;
  private final Reasons reasons;

  /**
   * @param exact the columns whose default is written as an expression, because PostgreSQL prints
   *     that of a literal in another form
   */
  DefaultAdoption(
      FoundSchema found,
      Map<String, FoundTable> tables,
      AdoptedNames names,
      ColumnTypes types,
      Set<ObjectName> exact,
      Reasons reasons) {
    this.found = found;
    this.tables = tables;
    this.names = names;
    this.types = types;
    this.exact = exact;
    this.reasons = reasons;
  }

  /**
   * @param type the type of the column, not a reference
   */
  Optional<DefaultValue> of(CatalogObject column, FieldType type) {
    if (!column.values(Property.IDENTITY).isEmpty()) {
      return Optional.of(
          new DefaultValue.OwnedSequence(column.values(Property.SEQUENCE).stream().findFirst()));
    }
    Optional<SqlExpression> expression =
        found
            .expression(column.name())
            .map(text -> names.expression(tables.get(column.name().table().orElseThrow()), text));
    List<String> generated = column.values(Property.GENERATED);
    if (!generated.isEmpty()) {
      return expression.map(
          text -> new DefaultValue.Generated(text, generated.get(0).equals("virtual")));
    }
    if (column.values(Property.DEFAULT).isEmpty() || expression.isEmpty()) {
      return Optional.empty();
    }
    if (expression.get().text().startsWith("nextval(")) {
      reasons.add(
          column.name().table().orElseThrow(), "a default takes the numbers of a sequence", column);
      return Optional.empty();
    }
    return literal(column, type, expression.get().text())
        .or(() -> expression.map(DefaultValue.Expression::new));
  }

  private Optional<DefaultValue> literal(CatalogObject column, FieldType type, String printed) {
    String text = column.values(Property.DEFAULT).get(0);
    return exact.contains(column.name())
        ? Optional.empty()
        : ColumnDefaults.of(
            type,
            text.equals("now()") ? printed : text,
            label ->
                types
                    .enumOf(column.values(Property.TYPE).get(0))
                    .map(enumType -> names.value(enumType, label))
                    .orElse(null));
  }
}
