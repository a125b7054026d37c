package dev.kizaki.engine.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns that expressions of fields name, and other names for them. */
public final class FieldExpressions {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;
  private static final String TEMPORARY = "__kizaki_column_";

  private FieldExpressions() {}

  /** The first column that the expression names for certain; empty if there is none. */
  public static Optional<String> columnIn(Entity entity, String text) {
    return entity.fields().stream()
        .map(NAMES::column)
        .sorted()
        .filter(column -> names(text, column))
        .findFirst();
  }

  private static boolean names(String text, String column) {
    return !ExpressionText.columns(text, List.of(column)).isEmpty()
        && ExpressionText.withColumnRenamed(text, column, column + "_")
            .filter(renamed -> !renamed.equals(text))
            .isPresent();
  }

  /**
   * The expression with other names for its columns; a column of which it is not certain where it
   * is named keeps its name.
   *
   * @param columns the new names by the old ones; two may exchange their names
   */
  public static String withColumns(String text, Map<String, String> columns) {
    String result = text;
    Map<String, String> between = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : columns.entrySet()) {
      String temporary = TEMPORARY + between.size();
      Optional<String> renamed =
          each.getKey().equals(each.getValue())
              ? Optional.empty()
              : ExpressionText.withColumnRenamed(result, each.getKey(), temporary);
      if (renamed.isPresent()) {
        result = renamed.get();
        between.put(temporary, each.getValue());
      }
    }
    for (Map.Entry<String, String> each : between.entrySet()) {
      result =
          ExpressionText.withColumnRenamed(result, each.getKey(), each.getValue()).orElse(result);
    }
    return result;
  }
}
