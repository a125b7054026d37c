package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * An SQL expression of the schema, over the columns of one table: a check, a predicate, an element
 * of an index, the value of a generated field, or a default. Two expressions are equal if their
 * texts are: the fields follow from the text, and a statement of a plan may not know them.
 *
 * @param text the expression in one line, in the form of {@code sql.ExpressionText.canonical}
 * @param fields the fields whose columns it names, sorted; empty for a default
 */
public record SqlExpression(String text, List<String> fields) {
  public SqlExpression {
    Objects.requireNonNull(text, "text");
    fields = fields.stream().distinct().sorted().toList();
    if (text.isBlank()) {
      throw new IllegalArgumentException("no expression");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SqlExpression expression && text.equals(expression.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Whether it names the column of the field. */
  public boolean uses(String field) {
    return fields.contains(field);
  }

  /** Returns the expression with other names of its fields. The text is not changed. */
  public SqlExpression withFields(UnaryOperator<String> newName) {
    return new SqlExpression(text, fields.stream().map(newName).toList());
  }

  /** Returns the expression with another text over the same fields. */
  public SqlExpression withText(String newText) {
    return new SqlExpression(newText, fields);
  }
}
