package dev.kizaki.engine.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.SqlExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The expressions in the fields of an entity: which fields they use, and renames of their columns.
 */
public final class FieldExpressions {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;
  private static final String TEMPORARY = "__kizaki_column_";

  private FieldExpressions() {}

  /** The expression over the columns of the entity; its text must be canonical. */
  public static SqlExpression of(Entity entity, String text) {
    Map<String, String> fields =
        entity.fields().stream()
            .collect(Collectors.toMap(NAMES::column, Field::name, (one, other) -> one));
    return new SqlExpression(
        text, ExpressionText.columns(text, fields.keySet()).stream().map(fields::get).toList());
  }

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

  /** The entity whose generated fields know which other fields they use. */
  public static Entity bound(Entity entity) {
    return withTexts(entity, text -> text);
  }

  /**
   * The entity after a rename of a column, which PostgreSQL follows in the expressions. An
   * expression where that is not certain keeps its text: the plan must state the new one.
   *
   * @param renamed the entity, where the field has its new column already
   */
  public static Entity withColumnRenamed(Entity renamed, String from, String to) {
    return from.equals(to)
        ? bound(renamed)
        : withTexts(renamed, text -> ExpressionText.withColumnRenamed(text, from, to).orElse(text));
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

  private static Entity withTexts(Entity entity, UnaryOperator<String> change) {
    return entity.fields().stream().noneMatch(Field::isGenerated)
        ? entity
        : entity.withFields(
            entity.fields().stream().map(each -> changed(entity, each, change)).toList());
  }

  private static Field changed(Entity entity, Field field, UnaryOperator<String> change) {
    return field
        .generated()
        .<DefaultValue>map(
            value -> value.withExpression(of(entity, change.apply(value.expression().text()))))
        .map(value -> field.withDefault(Optional.of(value)))
        .orElse(field);
  }
}
