package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.engine.sql.ExpressionText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Translates an index from the names of one branch to those of another: its fields, and the columns
 * in its SQL.
 */
final class IndexTranslator {
  /** Stands for a column while all are renamed, because columns can exchange their names. */
  private static final String PLACEHOLDER = "__kizaki_column_";

  private final BranchState from;
  private final BranchState to;
  private final NameTranslator names;

  IndexTranslator(BranchState from, BranchState to, NameTranslator names) {
    this.from = from;
    this.to = to;
    this.names = names;
  }

  /**
   * @param entity the entity that has the index, by its name in the first branch
   */
  Index translated(Entity entity, Index index) {
    return index
        .withExpressions(EntityExpressions.in(entity))
        .withExpressions(each -> translated(entity.name(), each))
        .renamed(names.fields(entity.name()));
  }

  /** Where it is not certain that a word is a column, the text stays as it is. */
  private SqlExpression translated(String entity, SqlExpression expression) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String field : expression.fields()) {
      from.field(entity, field)
          .filter(element -> from.has(element) && to.has(element))
          .filter(element -> !from.inDatabase(element).equals(to.inDatabase(element)))
          .ifPresent(element -> columns.put(from.inDatabase(element), to.inDatabase(element)));
    }
    Map<String, String> placeholders = new LinkedHashMap<>();
    columns.keySet().forEach(each -> placeholders.put(each, PLACEHOLDER + placeholders.size()));
    Map<String, String> back = new LinkedHashMap<>();
    columns.forEach((before, after) -> back.put(placeholders.get(before), after));
    return renamed(Optional.of(expression.text()), placeholders)
        .flatMap(text -> renamed(Optional.of(text), back))
        .map(expression::withText)
        .orElse(expression);
  }

  private static Optional<String> renamed(Optional<String> text, Map<String, String> columns) {
    Optional<String> result = text;
    for (Map.Entry<String, String> each : columns.entrySet()) {
      result =
          result.flatMap(
              sql -> ExpressionText.withColumnRenamed(sql, each.getKey(), each.getValue()));
    }
    return result;
  }
}
