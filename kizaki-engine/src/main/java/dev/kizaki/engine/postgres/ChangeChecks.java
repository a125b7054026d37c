package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import java.util.ArrayList;
import java.util.List;

/** The data checks of {@code change}. */
final class ChangeChecks {
  private final DatabaseMapping mapping;
  private final ConversionChecks conversions;
  private final RowChecks rows;
  private final DependentChecks dependents;

  ChangeChecks(
      DatabaseMapping mapping, SqlScript script, RowChecks rows, DependentChecks dependents) {
    this.mapping = mapping;
    this.conversions = new ConversionChecks(mapping, script);
    this.rows = rows;
    this.dependents = dependents;
  }

  /**
   * The checks that precede every command of the statement, so that they can run as early as
   * possible.
   */
  void before(
      ChangeField change, Entity entity, FieldType fromType, FieldType toType, boolean newType) {
    Field before = change.before();
    EntityField changed = new EntityField(entity, before);
    boolean mustHaveValue = !change.after().nullable() && !isFilled(change);
    if (newType || change.using().isPresent()) {
      List<EntityField> retyped = new ArrayList<>(List.of(changed));
      retyped.addAll(mapping.followers(entity, before));
      dependents.ofRetyped(retyped);
    }
    if (change.using().isPresent()) {
      conversions.using(changed, toType, change.using().get(), mustHaveValue);
    } else {
      if (newType) {
        conversions.cast(changed, fromType, toType);
      }
      if (mustHaveValue && before.nullable()) {
        boolean firstElement = PostgresTypes.isArray(fromType) && isSingle(toType);
        String column = new RowQuery(mapping, entity).column(before.name());
        rows.noNulls(entity, before, firstElement ? column + "[1]" : column);
      }
    }
  }

  /** The check after rows have been filled and before the field becomes required. */
  void afterFilling(ChangeField change, Entity entity) {
    if (!change.after().nullable()
        && change.backfill().filter(PlanValue.Sql.class::isInstance).isPresent()) {
      rows.allFilled(
          entity,
          change.after(),
          """
          Write `backfill sql("…")` with an expression that is never null at the end of \
          `change %s.%s`\
          """
              .formatted(entity.name(), change.after().name()));
    }
  }

  private static boolean isFilled(ChangeField change) {
    return change.backfill().isPresent()
        || change.before().nullable() && change.after().defaultValue().isPresent();
  }

  private static boolean isSingle(FieldType type) {
    return !PostgresTypes.isArray(type) && !PostgresTypes.isJson(type) && !type.isText();
  }
}
