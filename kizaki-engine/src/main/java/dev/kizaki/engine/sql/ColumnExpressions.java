package dev.kizaki.engine.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.SqlExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** SQL expressions of a schema and the fields whose columns they name. */
public final class ColumnExpressions {
  private ColumnExpressions() {}

  /** The expression that a schema or plan contains; its fields are not known without an entity. */
  public static SqlExpression of(String text) {
    return new SqlExpression(ExpressionText.canonical(text), List.of());
  }

  /**
   * Finds the fields of expressions of the entity. Those that an expression has already stay, so
   * that it keeps a field whose rename could not be followed in its text.
   */
  public static UnaryOperator<SqlExpression> in(Entity entity) {
    Map<String, String> fields = new HashMap<>();
    for (Field field : entity.fields()) {
      fields.put(DatabaseNames.CURRENT.column(field), field.name());
    }
    UnaryOperator<SqlExpression> named = in(fields);
    return each ->
        new SqlExpression(
            each.text(),
            Stream.concat(
                    named.apply(each).fields().stream(),
                    each.fields().stream().filter(name -> entity.field(name).isPresent()))
                .toList());
  }

  /**
   * Finds the fields of expressions in their texts alone.
   *
   * @param fields by column
   */
  public static UnaryOperator<SqlExpression> in(Map<String, String> fields) {
    return each ->
        new SqlExpression(
            each.text(),
            ExpressionText.columns(each.text(), fields.keySet()).stream()
                .map(fields::get)
                .toList());
  }

  /**
   * Follows the rename of a column. Where it is not certain that a word is the column, the text
   * stays as it is: then the plan states how the expression changes.
   */
  public static UnaryOperator<SqlExpression> renaming(String before, String after) {
    return before.equals(after)
        ? UnaryOperator.identity()
        : each ->
            ExpressionText.withColumnRenamed(each.text(), before, after)
                .map(each::withText)
                .orElse(each);
  }
}
