package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexedValue;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows that an index with expressions or a predicate contains, with the values that it finds
 * them by. New values of columns stand in a subquery under the names of the columns, so that the
 * expressions of the index read them. The subquery has the name of the table, because an expression
 * may write it before a column.
 */
final class ExpressionRows {
  private static final String KEY = "__kizaki_k";

  private final DatabaseMapping mapping;
  private final Entity entity;
  private final Map<String, String> newValues;

  /**
   * @param newValues SQL by field, over the columns of the table
   */
  ExpressionRows(DatabaseMapping mapping, Entity entity, Map<String, String> newValues) {
    this.mapping = mapping;
    this.entity = entity;
    this.newValues = Map.copyOf(newValues);
  }

  /** A table {@code c} with the old values of the keys as {@code k0}, and {@code v0} and so on. */
  String query(Index index, List<String> keys) {
    List<String> inner = new ArrayList<>();
    List<String> outer = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      inner.add(column(keys.get(i)) + " AS " + KEY + i);
      outer.add(KEY + i + " AS k" + i);
    }
    index
        .allFields()
        .forEach(
            field ->
                inner.add(
                    newValues.containsKey(field)
                        ? newValues.get(field) + " AS " + column(field)
                        : column(field)));
    for (int i = 0; i < index.elements().size(); i++) {
      outer.add(value(index.elements().get(i)) + " AS v" + i);
    }
    String table = mapping.table(entity.name()).table();
    String rows =
        sql("SELECT")
            .wordsIf(!inner.isEmpty(), String.join(", ", inner))
            .words("FROM")
            .words(CheckQuery.OWN_ROWS + Quoting.table(mapping.table(entity.name())))
            .text();
    String contained =
        sql("SELECT")
            .words(String.join(", ", outer))
            .words("FROM")
            .words("(" + rows + ")")
            .words("AS")
            .identifier(table)
            .wordsIf(
                index.where().isPresent(),
                "WHERE " + index.where().map(ExpressionRows::parenthesized).orElse(""))
            .text();
    return "(" + contained + ") AS c";
  }

  private String value(IndexedValue element) {
    return element
        .field()
        .map(this::column)
        .orElseGet(() -> parenthesized(element.expression().orElseThrow()));
  }

  private String column(String field) {
    return Quoting.identifier(mapping.columnName(entity, field));
  }

  private static String parenthesized(SqlExpression expression) {
    return "(" + expression.text() + ")";
  }
}
