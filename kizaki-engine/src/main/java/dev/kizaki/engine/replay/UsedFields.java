package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What statements about fields mean for the SQL expressions that use them. PostgreSQL follows
 * renames, but drops the checks and indexes over a dropped column without an error. With another
 * type of a column it keeps a form of a check that no new table has, and makes an index again from
 * the text that it prints, which the new type may not allow. So a plan says what becomes of them
 * before the column is dropped or gets another type.
 */
final class UsedFields {
  private UsedFields() {}

  /** Refuses to drop a field that an expression of its entity uses. */
  static void requireUnused(Entity entity, String field) {
    refuse(
        index(entity, group -> !group.expressions().isEmpty() && group.contains(field)),
        index ->
            """
            index %1$s(%2$s) is over %1$s.%3$s and has an expression or a predicate; drop it \
            before the field\
            """
                .formatted(entity.name(), index.text(), field));
    refuse(
        check(entity, field),
        check ->
            "the check %s of %s uses %s; drop or change it before the field"
                .formatted(check.text(), entity.name(), field));
    refuse(
        entity.fields().stream()
            .filter(each -> !each.name().equals(field) && each.isComputedFrom(field))
            .findFirst(),
        each ->
            "%1$s.%2$s is computed from %1$s.%3$s; drop or change it before the field"
                .formatted(entity.name(), each.name(), field));
  }

  /**
   * Refuses another type of a field that an index or a check uses in SQL, and of one that refers to
   * it. The generator computes generated fields again.
   */
  static void requireNotRetyped(ShapeView shape, Entity entity, Field before, Field after) {
    Optional<FieldType> type = shape.columnType(before.type());
    if (type.equals(shape.columnType(after.type()))) {
      return;
    }
    Set<String> seen = new HashSet<>();
    Deque<EntityField> pending = new ArrayDeque<>();
    pending.add(new EntityField(entity, before));
    while (!pending.isEmpty()) {
      EntityField each = pending.remove();
      if (seen.add(each.path())) {
        requireUnusedInExpressions(each);
        shape.referrers(each.entity().name(), each.field().name()).forEach(pending::add);
      }
    }
  }

  private static void requireUnusedInExpressions(EntityField field) {
    Entity entity = field.entity();
    refuse(
        index(entity, group -> group.usesInExpression(field.field().name())),
        index ->
            """
            index %s(%s) uses %s in an expression or a predicate; drop it before the type \
            changes, and add it again afterwards\
            """
                .formatted(entity.name(), index.text(), field.path()));
    refuse(
        check(entity, field.field().name()),
        check ->
            "the check %s of %s uses %s, which gets another type; drop it before and add it after"
                .formatted(check.text(), entity.name(), field.path()));
  }

  private static Optional<Index> index(Entity entity, Predicate<FieldGroup> prevents) {
    return entity.indexes().stream().filter(prevents).findFirst();
  }

  private static Optional<Check> check(Entity entity, String field) {
    return entity.checks().stream().filter(check -> check.uses(field)).findFirst();
  }

  private static <T> void refuse(Optional<T> user, Function<T, String> problem) {
    user.ifPresent(
        found -> {
          throw new PlanFault(problem.apply(found));
        });
  }
}
