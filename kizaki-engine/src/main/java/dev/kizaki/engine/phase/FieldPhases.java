package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The phases of statements about one field.
 *
 * @param shape the shape before the statement
 */
record FieldPhases(ShapeView shape) {
  /**
   * The old version writes rows without the new field, so a required one needs a value for them.
   *
   * @param isNewEntity whether the plan adds the entity, which the old version does not know
   */
  StatementPhases of(AddField add, boolean isNewEntity) {
    Field field = add.field();
    if (isNewEntity || field.nullable() || field.defaultValue().isPresent()) {
      return StatementPhases.first(add);
    }
    if (add.backfill().isEmpty()) {
      return StatementPhases.refused(
          "the old version writes rows without %s, which is required; give it a default or a backfill"
              .formatted(field.name()));
    }
    if (add.backfill().get() instanceof PlanValue.Literal literal && field.reference().isEmpty()) {
      Field meanwhile = field.withDefault(Optional.of(literal.value()));
      return new StatementPhases.Split(
          List.of(new AddField(add.entity(), meanwhile, add.annotations(), Optional.empty())),
          List.of(change(add.entity(), meanwhile, field)),
          false);
    }
    return StatementPhases.guarded(add);
  }

  /** The new version writes rows without the field, and deletes rows that it refers to. */
  StatementPhases of(DropField drop) {
    Entity entity = shape.entity(drop.entity()).orElse(null);
    Field field = entity == null ? null : entity.field(drop.field()).orElse(null);
    if (field == null) {
      return StatementPhases.last(drop);
    }
    String name = field.name();
    if (entity.key().filter(key -> key.contains(name)).isPresent()) {
      return StatementPhases.refused(
          "%s is part of the key, which both versions need".formatted(name));
    }
    if (field.defaultValue().isPresent()
        && entity.uniques().stream().anyMatch(unique -> unique.contains(name))) {
      return StatementPhases.refused(
          "the new version writes rows without %s, which would get its default, and that must be unique"
              .formatted(name));
    }
    List<PlanStatement> expand = new ArrayList<>();
    entity.references().stream()
        .filter(reference -> reference.contains(name))
        .forEach(reference -> expand.add(new DropReference(entity.name(), reference)));
    Field meanwhile = withoutReference(field);
    if (drop.keep().isPresent()) {
      meanwhile = meanwhile.withDefault(drop.keep().map(PlanValue.Literal::value));
    } else if (field.defaultValue().isEmpty()) {
      meanwhile = meanwhile.withNullable(true);
    }
    if (!meanwhile.equals(field)) {
      expand.add(change(entity.name(), field, meanwhile));
    }
    return new StatementPhases.Split(
        expand, List.of(new DropField(drop.entity(), drop.field())), false);
  }

  /** What takes nothing from the old version comes first, the rest last. */
  StatementPhases of(ChangeField change) {
    Field before = change.before();
    Field after = change.after();
    if (before.isGenerated() || after.isGenerated()) {
      return StatementPhases.refused(
          "both versions would use %s, which PostgreSQL computes for one of them"
              .formatted(before.name()));
    }
    if (before.reference().isPresent()
        && after.reference().isPresent()
        && !before.reference().get().hasTargetOf(after.reference().get())) {
      return StatementPhases.refused(
          "both versions would use %s, the one for keys of %s and the other for keys of %s"
              .formatted(
                  before.name(),
                  before.reference().get().entity(),
                  after.reference().get().entity()));
    }
    FieldType from = columnType(before.type());
    FieldType to = columnType(after.type());
    boolean newType = !from.equals(to);
    if (newType && isOfOtherMeaning(change, from, to)) {
      return StatementPhases.refused(
          "both versions would use %s, the one as %s and the other as %s; give the field another name in the same plan, so that each version has a column of its own"
              .formatted(before.name(), from.text(), to.text()));
    }
    if (before.ownsSequence() || after.ownsSequence()) {
      return ofNumbers(change, isNarrower(from, to));
    }
    boolean fills =
        before.nullable()
            && !after.nullable()
            && (change.backfill().isPresent() || after.defaultValue().isPresent());
    Field meanwhile = after;
    if (isNarrower(from, to)) {
      meanwhile = meanwhile.withType(before.type());
    }
    if (before.nullable() && !after.nullable() && !fills) {
      meanwhile = meanwhile.withNullable(true);
    }
    if (after.defaultValue().isEmpty() && before.defaultValue().isPresent()) {
      meanwhile = meanwhile.withDefault(before.defaultValue());
    }
    List<PlanStatement> expand =
        meanwhile.equals(before) && change.backfill().isEmpty()
            ? List.of()
            : List.of(
                new ChangeField(
                    change.entity(), before, meanwhile, Optional.empty(), change.backfill()));
    List<PlanStatement> contract =
        meanwhile.equals(after) ? List.of() : List.of(change(change.entity(), meanwhile, after));
    return new StatementPhases.Split(expand, contract, fills);
  }

  /** PostgreSQL refuses a value that is written to a column that is always an identity. */
  private static StatementPhases ofNumbers(ChangeField change, boolean narrower) {
    boolean wasAlways = change.before().isAlwaysIdentity();
    boolean isAlways = change.after().isAlwaysIdentity();
    if (wasAlways && !change.after().ownsSequence()
        || isAlways && !change.before().ownsSequence()) {
      return StatementPhases.refused(
          "both versions would use %s, which takes its number from PostgreSQL always for one of them"
              .formatted(change.before().name()));
    }
    boolean less = !change.after().ownsSequence() || isAlways && !wasAlways || narrower;
    return less ? StatementPhases.last(change) : StatementPhases.first(change);
  }

  /**
   * Whether one column cannot serve both versions, so that each of them needs its own, if only the
   * field had two names.
   */
  boolean needsOwnColumn(ChangeField change) {
    Field before = change.before();
    Field after = change.after();
    FieldType from = columnType(before.type());
    FieldType to = columnType(after.type());
    boolean newTarget =
        before.reference().isPresent()
            && after.reference().isPresent()
            && !before.reference().get().hasTargetOf(after.reference().get());
    return !before.isGenerated()
        && !after.isGenerated()
        && (newTarget || !from.equals(to) && isOfOtherMeaning(change, from, to));
  }

  private static ChangeField change(String entity, Field before, Field after) {
    return new ChangeField(entity, before, after, Optional.empty(), Optional.empty());
  }

  /** The field without a foreign key, so that the new version need not know it. */
  Field withoutReference(Field field) {
    return field.reference().isPresent() ? field.withType(columnType(field.type())) : field;
  }

  /** The type of the column: a reference has that of the field that it leads to. */
  private FieldType columnType(FieldType type) {
    return shape.columnType(type).orElse(type);
  }

  /** Whether values are refused that the old version may write. */
  private static boolean isNarrower(FieldType from, FieldType to) {
    return Conversion.between(from, to) == Conversion.QUESTION;
  }

  /**
   * Whether one column cannot serve both versions: an expression gives the values another meaning,
   * or a statement with a parameter of the one type is refused for the other one. PostgreSQL
   * converts numbers among each other, texts among each other, and a day to a day with a time.
   */
  private static boolean isOfOtherMeaning(ChangeField change, FieldType from, FieldType to) {
    if (change.using().isPresent()) {
      return true;
    }
    if (from.isArray() || to.isArray()) {
      return from.isArray() != to.isArray()
          || isOfOtherMeaning(change, from.element(), to.element());
    }
    boolean sameKind =
        from instanceof FieldType.Simple source
            && to instanceof FieldType.Simple target
            && source.scalar() == target.scalar();
    boolean texts = from.isText() && to.isText() && from.isOf(Scalar.CHAR) == to.isOf(Scalar.CHAR);
    boolean days = from.isOf(Scalar.DATE) && to.isOf(Scalar.TIMESTAMP);
    return !sameKind && !(from.isNumber() && to.isNumber()) && !texts && !days;
  }
}
