package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies statements about fields and their rows. */
final class FieldReplay {
  private final WorkingShape shape;
  private final LaterDrops laterDrops;
  private final StatementReplay.Ordinal ordinal;

  FieldReplay(WorkingShape shape, LaterDrops laterDrops, StatementReplay.Ordinal ordinal) {
    this.shape = shape;
    this.laterDrops = laterDrops;
    this.ordinal = ordinal;
  }

  Void add(AddField add) {
    Entity entity = Existing.entity(shape, add.entity());
    requireFree(entity, add.field().name());
    Existing.typeOf(shape, add.field());
    requireSoundReference(entity.plusField(add.field()), add.field());
    FittingValues.defaultOf(shape, add.entity(), add.field());
    FittingValues.value(shape, add.entity(), add.field(), add.backfill());
    Entity after = entity.plusField(add.field());
    ExpressionReplay.defaultOf(after, add.field());
    ExpressionReplay.notWritten(add.entity(), add.field(), add.backfill());
    shape.put(withAnnotations(after, add));
    return null;
  }

  private static Entity withAnnotations(Entity entity, AddField add) {
    List<String> onlyThis = List.of(add.field().name());
    AddField.GroupNames names = add.annotations().names();
    Entity result = entity;
    if (add.annotations().primaryKey()) {
      if (entity.key().isPresent()) {
        throw new PlanFault("%s has a key already; drop it first".formatted(entity.name()));
      }
      result = result.withKey(Optional.of(new Key(onlyThis, names.primaryKey())));
    }
    if (add.annotations().unique()) {
      result =
          result.withUniques(
              plus(result.uniques(), new Unique(onlyThis).withNamed(names.unique())));
    }
    if (add.annotations().index() || result.needsReferenceIndex(add.field())) {
      result =
          result.withIndexes(plus(result.indexes(), new Index(onlyThis).withNamed(names.index())));
    } else if (names.index().isPresent()) {
      throw new PlanFault(
          "%s.%s brings no index, so none can be named; delete index: from its @references"
              .formatted(add.entity(), add.field().name()));
    }
    return result;
  }

  Void rename(RenameField rename) {
    Entity entity = Existing.entity(shape, rename.entity());
    Field field = Existing.field(entity, rename.from());
    requireFree(entity, rename.to());
    DatabaseNameReplay.requireKept(shape, rename);
    Field renamed = field.withName(rename.to(), rename.kept());
    shape.put(
        EntityExpressions.withColumnRenamed(
            entity.withRenamedField(rename.from(), renamed), field, renamed));
    shape.changeReferences(
        rename.entity(),
        to -> to.field().equals(rename.from()) ? to.to(to.entity(), rename.to()) : to);
    shape.changeTargets(
        rename.entity(),
        reference ->
            reference.to(rename.entity(), name -> name.equals(rename.from()) ? rename.to() : name));
    return null;
  }

  Void change(ChangeField change) {
    Entity entity = Existing.entity(shape, change.entity());
    Field field = Existing.field(entity, change.before().name());
    Field before = RecordedNames.open(field.withColumn(Optional.empty()));
    if (!before.equals(change.before())) {
      String line =
          StatementText.of(
              new ChangeField(
                  change.entity(),
                  before,
                  change.after(),
                  change.using(),
                  change.backfill(),
                  change.back()));
      throw new PlanFault(
          "%s.%s is not what the statement says it was; write `%s`"
              .formatted(change.entity(), field.name(), line));
    }
    Existing.typeOf(shape, change.after());
    Entity changed = entity.withField(kept(field, change.after()));
    if (change.after().nullable() && inKey(entity, field.name())) {
      throw new PlanFault(
          "%s.%s is part of the key and cannot be nullable"
              .formatted(change.entity(), field.name()));
    }
    UsedFields.requireNotRetyped(shape, entity, field, change.after());
    requireSoundReference(changed, change.after());
    if (change.back().isPresent() && change.before().type().equals(change.after().type())) {
      throw new PlanFault(
          "%s.%s keeps its type, so no value is converted back; delete back"
              .formatted(change.entity(), field.name()));
    }
    FittingValues.defaultOf(shape, change.entity(), change.after());
    FittingValues.value(shape, change.entity(), change.after(), change.using());
    FittingValues.value(shape, change.entity(), change.after(), change.backfill());
    ExpressionReplay.defaultOf(changed, change.after());
    ExpressionReplay.notWritten(change.entity(), change.after(), change.using());
    ExpressionReplay.notWritten(change.entity(), change.after(), change.backfill());
    shape.put(changed);
    return null;
  }

  /** What stays in a change of the field: the names of its column, foreign key and sequence. */
  private static Field kept(Field before, Field after) {
    Field result = after.withColumn(before.column());
    if (before.reference().isPresent() && after.reference().isPresent()) {
      result = RecordedNames.withForeignKey(result, RecordedNames.foreignKey(before));
    }
    if (before.ownsSequence() && after.ownsSequence()) {
      result = RecordedNames.withSequence(result, RecordedNames.sequence(before));
    }
    return result;
  }

  /**
   * Uniques, indexes and references that contain the field are dropped with it, unless they have
   * SQL.
   */
  Void drop(DropField drop) {
    Entity entity = Existing.entity(shape, drop.entity());
    Field field = Existing.field(entity, drop.field());
    String path = drop.entity() + "." + drop.field();
    if (inKey(entity, drop.field())) {
      throw new PlanFault("%s is part of the key; drop the key before the field".formatted(path));
    }
    UsedFields.requireUnused(entity, drop.field());
    if (drop.keep().isPresent()) {
      requireKeepable(entity, field);
      FittingValues.value(shape, drop.entity(), field, drop.keep().map(PlanValue.class::cast));
      ExpressionReplay.notWritten(drop.entity(), field, drop.keep().map(PlanValue.class::cast));
    }
    shape
        .referrers(drop.entity(), drop.field())
        .filter(each -> !each.element().equals(drop.element()))
        .filter(each -> !laterDrops.covers(each.element(), ordinal.value()))
        .findFirst()
        .ifPresent(
            each -> {
              throw new PlanFault(
                  "%s still refers to %s; drop or change it before the field"
                      .formatted(each.path(), path));
            });
    shape
        .foreignKeysTo(drop.entity(), drop.field())
        .filter(key -> key.declared().isPresent())
        .filter(
            key ->
                !key.entity().name().equals(drop.entity()) || !key.fields().contains(drop.field()))
        .filter(key -> !laterDrops.covers(key, ordinal.value()))
        .findFirst()
        .ifPresent(
            key -> {
              throw new PlanFault(
                  "%s still refers to %s; drop the reference before the field"
                      .formatted(key.path(), path));
            });
    shape.put(
        entity
            .withFields(
                entity.fields().stream().filter(each -> !each.name().equals(drop.field())).toList())
            .withUniques(without(entity.uniques(), drop.field()))
            .withIndexes(without(entity.indexes(), drop.field()))
            .withReferences(
                entity.references().stream()
                    .filter(reference -> !reference.contains(drop.field()))
                    .toList()));
    return null;
  }

  /** Several rows get the value of {@code keep}, by a default. */
  private static void requireKeepable(Entity entity, Field field) {
    if (field.defaultValue().isPresent()) {
      throw new PlanFault(
          "%s.%s has a value in rows that are written without it; delete keep"
              .formatted(entity.name(), field.name()));
    }
    boolean unique =
        entity.uniques().stream().anyMatch(group -> group.contains(field.name()))
            || entity.indexes().stream()
                .anyMatch(index -> index.unique() && index.contains(field.name()));
    if (unique) {
      throw new PlanFault(
          "%s.%s is part of a unique, so that not all rows can keep one value; delete keep"
              .formatted(entity.name(), field.name()));
    }
  }

  Void update(UpdateRows update) {
    Entity entity = Existing.entity(shape, update.entity());
    for (UpdateRows.Assignment each : update.assignments()) {
      Field field = Existing.field(entity, each.field());
      FittingValues.value(shape, entity.name(), field, Optional.of(each.value()));
      ExpressionReplay.mayBeUpdated(entity.name(), field, each.value());
    }
    return null;
  }

  private void requireFree(Entity entity, String name) {
    if (entity.field(name).isPresent()) {
      throw new PlanFault(
          "there is a field %s.%s already at this point of the plan"
              .formatted(entity.name(), name));
    }
  }

  /**
   * Checks the target of a reference. Except in a new entity, the target must exist when the
   * statement runs.
   */
  private void requireSoundReference(Entity entity, Field field) {
    field
        .reference()
        .filter(
            to ->
                to.entity().equals(entity.name())
                    ? !entity.isReferable(to.field())
                    : !References.isSound(shape, to))
        .ifPresent(
            to -> {
              throw new PlanFault(
                  "%s.%s refers to %s, which is neither a key nor unique at this point of the plan"
                      .formatted(entity.name(), field.name(), field.type().text()));
            });
  }

  private static boolean inKey(Entity entity, String field) {
    return entity.key().filter(key -> key.fields().contains(field)).isPresent();
  }

  private static <T extends FieldGroup> List<T> without(List<T> groups, String field) {
    return groups.stream().filter(group -> !group.goesWith(field)).toList();
  }

  private static <T> List<T> plus(List<T> all, T one) {
    List<T> result = new ArrayList<>(all);
    result.add(one);
    return result;
  }
}
