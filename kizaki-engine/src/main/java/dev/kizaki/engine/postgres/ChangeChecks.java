package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The data checks of {@code change}. */
final class ChangeChecks {
  private final DatabaseMapping mapping;
  private final ConversionChecks conversions;
  private final RowChecks rows;
  private final DependentChecks dependents;
  private final ReplicaIdentityChecks replicaIdentity;
  private final ChangedUniques uniques;

  ChangeChecks(
      DatabaseMapping mapping, SqlScript script, RowChecks rows, DependentChecks dependents) {
    this.mapping = mapping;
    this.conversions = new ConversionChecks(mapping, script);
    this.rows = rows;
    this.dependents = dependents;
    this.replicaIdentity = new ReplicaIdentityChecks(mapping, script);
    this.uniques = new ChangedUniques(mapping, script);
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
    if (!before.nullable() && (change.after().nullable() || change.backfill().isPresent())) {
      replicaIdentity.staysRequired(entity, before);
    }
    if (newType || change.using().isPresent()) {
      List<EntityField> retyped = new ArrayList<>(List.of(changed));
      retyped.addAll(mapping.followers(entity, before));
      dependents.ofRetyped(retyped, keepsOperators(fromType, toType));
    }
    if (change.using().isPresent()) {
      conversions.using(changed, toType, change.using().get(), mustHaveValue);
    } else {
      if (newType) {
        conversions.cast(changed, fromType, toType);
      }
      if (mustHaveValue && before.nullable() && change.after().isGenerated()) {
        rows.allComputed(entity, before);
      } else if (mustHaveValue && before.nullable()) {
        boolean firstElement = PostgresTypes.isArray(fromType) && isSingle(toType);
        String column = new RowQuery(mapping, entity).column(before.name());
        rows.noNulls(entity, before, firstElement ? column + "[1]" : column);
      }
    }
    stayUnique(change, entity, fromType, toType, newType);
  }

  /** The column does not own its sequence any more, which is dropped. */
  void dropsSequence(String entity, Field field, TableName sequence) {
    dependents.ofOwnedSequence(
        new EntityField(mapping.shape().entity(entity).orElseThrow(), field), sequence);
  }

  /**
   * Values can become equal by an expression, by one value for all rows without one, or by a cast
   * from text, of which several forms mean one value.
   */
  private void stayUnique(
      ChangeField change, Entity entity, FieldType fromType, FieldType toType, boolean newType) {
    String column = mapping.quotedColumn(entity.name(), change.before().name());
    String type = "::" + mapping.types().comparable(toType);
    boolean toEnum = toType instanceof FieldType.OfEnum;
    boolean castFromText = newType && fromType.isString() && !toEnum;
    Optional<PlanValue> filled =
        change
            .backfill()
            .or(
                () ->
                    change
                        .after()
                        .defaultValue()
                        .filter(any -> change.before().nullable() && !change.after().nullable())
                        .filter(DefaultValue.Literal.class::isInstance)
                        .map(DefaultValue.Literal.class::cast)
                        .map(PlanValue.Literal::new));
    if (change.using().isEmpty() && !castFromText && filled.isEmpty()) {
      return;
    }
    String value =
        change
            .using()
            .map(using -> mapping.values().sql(using, toType) + type)
            .orElseGet(
                () ->
                    newType
                        ? new Casts(mapping.types()).expression(column, fromType, toType)
                        : column);
    String expression =
        filled
            .map(
                each ->
                    "coalesce(%s, %s%s)".formatted(value, mapping.values().sql(each, toType), type))
            .orElse(value);
    List<PlanValue> given =
        Stream.concat(change.using().stream(), change.backfill().stream()).toList();
    uniques.stayUnique(
        new ChangedUniques.NewValues(
            entity,
            Map.of(change.before().name(), expression),
            toType instanceof FieldType.Native
                || given.stream().anyMatch(PlanValue.Sql.class::isInstance),
            given.stream().anyMatch(Values::readsOtherRows),
            toType instanceof FieldType.OfEnum ofEnum
                ? Set.of(mapping.type(ofEnum.name()))
                : Set.of()),
        """
        Write `%s sql("…")` at the end of `change %s.%s` with an expression that returns a \
        different value for each row, or before it an `update %s` or a `run sql("delete …")` that \
        leaves one row of each\
        """
            .formatted(
                filled.isPresent() ? "backfill" : "using",
                entity.name(),
                change.before().name(),
                entity.name()));
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
        || change.before().nullable()
            && change.after().defaultValue().isPresent()
            && !change.after().isGenerated();
  }

  /** Whether PostgreSQL can create again each index and constraint that others have made. */
  private static boolean keepsOperators(FieldType from, FieldType to) {
    boolean texts = from.isText() && to.isText();
    return from.isNumber() && to.isNumber()
        || texts && !from.isOf(Scalar.CHAR) && !to.isOf(Scalar.CHAR);
  }

  private static boolean isSingle(FieldType type) {
    return !PostgresTypes.isArray(type) && !PostgresTypes.isJson(type) && !type.isText();
  }
}
