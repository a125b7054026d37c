package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Translates an index from the names of one branch to those of another: its fields, and the names
 * in its SQL.
 */
final class IndexTranslator {
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
        .withExpressions(each -> translated(entity, each))
        .renamed(names.fields(entity.name()));
  }

  private SqlExpression translated(Entity entity, SqlExpression expression) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String field : expression.fields()) {
      from.field(entity.name(), field)
          .filter(element -> from.has(element) && to.has(element))
          .ifPresent(element -> columns.put(from.inDatabase(element), to.inDatabase(element)));
    }
    String text =
        new ExpressionTranslator(from, to).translated(entity, Optional.empty(), expression.text());
    return expression.withText(EntityExpressions.withColumns(text, columns));
  }
}
