package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.ExpressionText;
import dev.kizaki.engine.sql.Quoting;
import java.util.Map;
import java.util.Optional;

/** The SQL of values of a field that are those of another one, and the other way round. */
record ConvertedValues(DatabaseMapping mapping) {
  /**
   * The new value, an expression over the row.
   *
   * @param type the type of the new column
   */
  String value(PlanValue.Converted converted, FieldType type) {
    String value =
        converted
            .using()
            .map(using -> mapping.values().sql(expression(converted, using), type))
            .orElseGet(() -> cast(converted.entity(), converted.from(), type));
    return converted
        .otherwise()
        .map(
            other ->
                "coalesce(%s, %s)"
                    .formatted(value, mapping.values().sql(expression(converted, other), type)))
        .orElse(value);
  }

  /**
   * The old value, an expression over the row.
   *
   * @param to the new field
   */
  String back(PlanValue.Converted converted, String to) {
    FieldType type = mapping.columnType(field(converted.entity(), converted.from()));
    return converted
        .back()
        .map(
            back ->
                "("
                    + withNames(converted, back, mapping.columnName(converted.entity(), to))
                        .orElse(back)
                    + ")")
        .orElseGet(() -> cast(converted.entity(), to, type));
  }

  /** Whether it is certain which columns the expressions mean. */
  static boolean isCertain(PlanValue.Converted converted) {
    return converted.using().stream()
            .allMatch(
                value ->
                    !(value instanceof PlanValue.Sql sql)
                        || withNames(converted, sql.expression(), "").isPresent())
        && converted.otherwise().stream()
            .allMatch(
                value ->
                    !(value instanceof PlanValue.Sql sql)
                        || withNames(converted, sql.expression(), "").isPresent());
  }

  /** The plan's value with the names that the columns have now. */
  static PlanValue expression(PlanValue.Converted converted, PlanValue value) {
    return value instanceof PlanValue.Sql sql
        ? new PlanValue.Sql(withNames(converted, sql.expression(), "").orElse(sql.expression()))
        : value;
  }

  /**
   * @param kept a column whose name means the new one
   */
  private static Optional<String> withNames(
      PlanValue.Converted converted, String expression, String kept) {
    Optional<String> text = Optional.of(expression);
    for (Map.Entry<String, String> each : converted.columns().entrySet()) {
      if (!each.getKey().equals(kept)) {
        text =
            text.flatMap(
                sql -> ExpressionText.withColumnRenamed(sql, each.getKey(), each.getValue()));
      }
    }
    return text;
  }

  private String cast(String entity, String field, FieldType to) {
    return new Casts(mapping.types())
        .expression(
            Quoting.identifier(mapping.columnName(entity, field)),
            mapping.columnType(field(entity, field)),
            to);
  }

  private Field field(String entity, String name) {
    return mapping.shape().field(entity, name).orElseThrow();
  }
}
