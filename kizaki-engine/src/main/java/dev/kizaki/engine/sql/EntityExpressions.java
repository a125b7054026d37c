package dev.kizaki.engine.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** SQL expressions over the columns of an entity. */
public final class EntityExpressions {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;
  private static final String TEMPORARY = "__kizaki_column_";

  private EntityExpressions() {}

  /** The expression of a statement, whose fields are known only together with its entity. */
  public static SqlExpression unresolved(String sql) {
    return new SqlExpression(ExpressionText.canonical(sql), List.of());
  }

  /**
   * The expression in its canonical form: that of {@link ExpressionText#canonical}, with each
   * column in quotes only where it has to be.
   */
  public static SqlExpression of(Entity entity, String sql) {
    return of(entity.fields(), sql);
  }

  /**
   * The expression in the same form.
   *
   * @param fields the fields of the entity
   */
  public static SqlExpression of(List<Field> fields, String sql) {
    Map<String, String> fieldOf = new TreeMap<>();
    fields.forEach(field -> fieldOf.put(NAMES.column(field), field.name()));
    String text = ExpressionText.canonical(sql);
    Set<String> columns = ExpressionText.columns(text, fieldOf.keySet());
    for (String column : fieldOf.keySet()) {
      if (columns.contains(column)) {
        text = ExpressionText.withColumnRenamed(text, column, column).orElse(text);
      }
    }
    return new SqlExpression(text, columns.stream().map(fieldOf::get).toList());
  }

  /**
   * Puts expressions in the same form, and finds their fields. Those that an expression has already
   * stay, so that it keeps a field whose rename could not be followed in its text.
   */
  public static UnaryOperator<SqlExpression> in(Entity entity) {
    return each -> {
      SqlExpression found = of(entity, each.text());
      List<String> kept =
          each.fields().stream().filter(name -> entity.field(name).isPresent()).toList();
      return new SqlExpression(
          found.text(), Stream.concat(found.fields().stream(), kept.stream()).toList());
    };
  }

  /** The group of the entity that a statement means, or the group itself if there is none. */
  public static FieldGroup actual(Entity entity, FieldGroup described) {
    return entity.actual(
        described instanceof Index index ? index.withExpressions(in(entity)) : described);
  }

  /**
   * Returns the entity with the new name of a column in its expressions.
   *
   * @param entity with the field as it is after the rename
   * @param before the field before it
   * @param after the field after it
   */
  public static Entity withColumnRenamed(Entity entity, Field before, Field after) {
    String from = NAMES.column(before);
    String to = NAMES.column(after);
    return entity.withExpressions(
        each -> each.uses(after.name()) ? withColumnRenamed(each, from, to) : each);
  }

  /**
   * The expression after a column was renamed. PostgreSQL follows the rename; if it is not certain
   * where the text names the column, the text stays, and a statement of the plan has to change it.
   *
   * @param expression over the fields by the names that they have afterwards
   */
  public static SqlExpression withColumnRenamed(
      SqlExpression expression, String before, String after) {
    return before.equals(after)
        ? expression
        : ExpressionText.withColumnRenamed(expression.text(), before, after)
            .map(expression::withText)
            .orElse(expression);
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

  /**
   * Whether the expression certainly names a label of an enum.
   *
   * @param field the field whose default or generated value it is
   */
  public static boolean namesLabel(
      ShapeView shape,
      Entity entity,
      Optional<Field> field,
      EnumType enumType,
      String label,
      SqlExpression expression) {
    return LabelPlaces.in(shape, entity, field, enumType, expression.text()).of(label).named();
  }

  /**
   * The first string that the expression certainly uses as a label of an enum that has no such
   * label.
   *
   * @param field the field whose default or generated value it is
   */
  public static Optional<String> unknownLabel(
      ShapeView shape,
      Entity entity,
      Optional<Field> field,
      EnumType enumType,
      SqlExpression expression) {
    return LabelPlaces.in(shape, entity, field, enumType, expression.text())
        .unknown(enumType.allLabels());
  }
}
