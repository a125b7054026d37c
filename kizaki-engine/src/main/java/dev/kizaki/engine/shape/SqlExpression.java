package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SQL expression of the schema, over the columns of one table: a check, a predicate, an element
 * of an index, the value of a generated field, or a default.
 *
 * <p>Two expressions are equal if their texts are: a statement of a plan contains the text only,
 * and the fields follow from it and from the entity.
 *
 * @param text the expression in one line, in the form of {@code sql.ExpressionText.canonical}
 * @param fields the fields whose columns it names, sorted; empty for a default
 */
public record SqlExpression(String text, List<String> fields) {
  private static final Pattern CALL =
      Pattern.compile("^(?:[A-Za-z_][A-Za-z0-9_$]*\\.)*([A-Za-z_][A-Za-z0-9_$]*)\\(");

  public SqlExpression {
    Objects.requireNonNull(text, "text");
    fields = fields.stream().distinct().sorted().toList();
    if (text.isBlank()) {
      throw new IllegalArgumentException("no expression");
    }
  }

  /** An expression whose fields are not known, as in a statement of a plan. */
  public SqlExpression(String text) {
    this(text, List.of());
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

  /**
   * The word for it in a derived name: the function if the whole expression is the call of one,
   * else {@code expr}.
   */
  String word() {
    Matcher call = CALL.matcher(text);
    return call.find() && closesAtEnd(call.end() - 1)
        ? call.group(1).toLowerCase(Locale.ROOT)
        : "expr";
  }

  /** Whether the parenthesis that opens here closes at the end of the text. */
  private boolean closesAtEnd(int opening) {
    int depth = 0;
    char quote = 0;
    for (int at = opening; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return at == text.length() - 1;
      }
    }
    return false;
  }

  /** {@code sql("text")}, as plans and schemas write it. */
  public String inspire() {
    return "sql(\"%s\")"
        .formatted(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
  }
}
