package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.List;
import java.util.Locale;

/**
 * An update that gives one value to the rows without one, such as {@code update Task set points = 0
 * where sql("points is null")}. It can be done in batches: a row that was written is recognised,
 * and the result does not depend on the order.
 */
record NullsUpdate(DatabaseMapping mapping, SqlScript script) {
  /** The steps; empty if the update is another one. */
  List<OnlineStep> steps(UpdateRows update, Entity entity, SqlCommand command) {
    if (update.assignments().size() != 1 || update.where().isEmpty()) {
      return List.of();
    }
    UpdateRows.Assignment only = update.assignments().get(0);
    Field field = entity.field(only.field()).orElseThrow();
    String column = mapping.columnName(update.entity(), field.name());
    return only.value() instanceof PlanValue.Literal && isNull(update.where().get(), column)
        ? new RowFillSql(mapping, script)
            .steps(
                update.entity(),
                field,
                mapping.values().sql(only.value(), mapping.columnType(field)),
                command,
                false)
        : List.of();
  }

  private static boolean isNull(String condition, String column) {
    List<String> words =
        SqlTokens.of(condition).stream()
            .filter(each -> each.kind() != SqlTokens.Kind.WHITE_SPACE)
            .map(NullsUpdate::folded)
            .toList();
    return words.equals(List.of(Quoting.identifier(column), "\"is\"", "\"null\""));
  }

  /** PostgreSQL folds words outside quotes to lower case. */
  private static String folded(SqlTokens.Token token) {
    return token.kind() == SqlTokens.Kind.WORD
        ? Quoting.identifier(token.text().toLowerCase(Locale.ROOT))
        : token.text();
  }
}
