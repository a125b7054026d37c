package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.Quoting;
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
            .map(using -> mapping.values().sql(using, type))
            .orElseGet(() -> cast(converted.entity(), converted.from(), type));
    return converted
        .otherwise()
        .map(other -> "coalesce(%s, %s)".formatted(value, mapping.values().sql(other, type)))
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
        .map(back -> "(" + back + ")")
        .orElseGet(() -> cast(converted.entity(), to, type));
  }

  /** All rows must have a value that the new type takes, as when the type of the column changes. */
  void check(SqlScript script, Entity entity, Field to, PlanValue.Converted converted) {
    EntityField old = new EntityField(entity, entity.field(converted.from()).orElseThrow());
    ConversionChecks conversions = new ConversionChecks(mapping, script, Optional.of(to.name()));
    FieldType type = mapping.columnType(to);
    if (converted.using().isPresent()) {
      conversions.using(
          old, type, converted.using().get(), !to.nullable() && converted.otherwise().isEmpty());
    } else {
      conversions.cast(old, mapping.columnType(old.field()), type);
    }
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
