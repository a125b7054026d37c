package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.ExpressionText;
import java.util.Optional;

/**
 * A renamed field that is two columns between the phases: the old one and the new one.
 *
 * @param shape the shape between the phases so far, in which only the old field is
 * @param whole the shape after the plan has changed the field, if it were carried out without
 *     phases
 * @param entity the entity of the old field
 * @param planned the entity of the new field
 */
record TwoColumns(
    ShapeView shape,
    ShapeView whole,
    DatabaseNames names,
    Entity entity,
    Field old,
    Entity planned,
    Field end) {
  /**
   * The columns of a renamed field.
   *
   * @return absent if the old version has no such field
   */
  static Optional<TwoColumns> of(
      RenameField rename, ShapeView shape, ShapeView whole, DatabaseNames names) {
    Entity planned = whole.entity(rename.entity()).orElseThrow();
    Field end = planned.field(rename.to()).orElseThrow();
    return shape
        .entity(rename.entity())
        .flatMap(
            entity ->
                entity
                    .field(rename.from())
                    .map(old -> new TwoColumns(shape, whole, names, entity, old, planned, end)));
  }

  /** Why the field cannot have two columns, whatever the plan does with it. */
  Optional<String> refusal() {
    String name = old.name();
    if (entity.key().filter(key -> key.contains(name)).isPresent()) {
      return Optional.of("%s is part of the key, which both versions need".formatted(name));
    }
    if (shape.referrers(entity.name(), name).findAny().isPresent()
        || shape.foreignKeysTo(entity.name(), name).findAny().isPresent()) {
      return Optional.of("other fields refer to %s".formatted(name));
    }
    if (entity.fields().stream().anyMatch(field -> field.isComputedFrom(name))) {
      return Optional.of("another field is computed from %s".formatted(name));
    }
    if (old.ownsSequence() || end.ownsSequence()) {
      return Optional.of("%s takes its numbers from a sequence of its own".formatted(name));
    }
    return Optional.empty();
  }

  /** Why a row that is written without the old field cannot get its default. */
  Optional<String> uniqueDefaultRefusal() {
    return entity.groups().anyMatch(group -> group.isUnique() && group.contains(old.name()))
        ? Optional.of(
            "a row that is written without %s would get its default, and that must be unique"
                .formatted(old.name()))
        : Optional.empty();
  }

  FieldType oldType() {
    return columnType(old);
  }

  FieldType endType() {
    return columnType(end);
  }

  private FieldType columnType(Field field) {
    return whole
        .columnType(field.type())
        .or(() -> shape.columnType(field.type()))
        .orElse(field.type());
  }

  /**
   * What rows without a value get, as far as one value is for all of them.
   *
   * @param backfill what the plan gives them
   */
  Optional<PlanValue> otherwise(Optional<PlanValue> backfill) {
    boolean fills = old.nullable() && !end.nullable();
    return backfill.or(
        () ->
            end.defaultValue()
                .filter(any -> fills)
                .filter(DefaultValue.Literal.class::isInstance)
                .map(DefaultValue.Literal.class::cast)
                .map(PlanValue.Literal::new));
  }

  /** Whether the new field requires a value as soon as it is added. */
  boolean requires(Optional<PlanValue> otherwise) {
    return !end.nullable() && (!old.nullable() || otherwise.isPresent());
  }

  /**
   * A value of the plan, which names the old column by the name of the new one, with the name of
   * the old one.
   *
   * @param statement the statement of the value
   * @throws UndividedPlan if it is not certain where the SQL names the column
   */
  PlanValue ofOld(PlanValue value, PlanStatement statement) {
    return value instanceof PlanValue.Sql sql
        ? new PlanValue.Sql(
            ExpressionText.withColumnRenamed(sql.expression(), names.column(end), names.column(old))
                .orElseThrow(
                    () ->
                        new UndividedPlan(
                            statement,
                            "it is not certain where its SQL names \"%s\", which is another column than \"%s\" until the old version has stopped"
                                .formatted(names.column(end), names.column(old)))))
        : value;
  }
}
