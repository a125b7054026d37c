package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What statements about fields mean for the checks that use them. With a dropped column it would
 * drop its checks in silence, and after a change of type it would keep a form that no new table
 * has, so that a plan has to say what becomes of them.
 */
final class CheckedFields {
  private CheckedFields() {}

  /** Refuses the drop of a field that a check uses. */
  static void requireUnused(Entity entity, String field) {
    entity.checks().stream()
        .filter(check -> check.uses(field))
        .findFirst()
        .ifPresent(
            check -> {
              throw new PlanFault(
                  "the check %s of %s uses %s; drop or change it before the field"
                      .formatted(check.text(), entity.name(), field));
            });
  }

  /** Refuses another type of a field that a check uses, or one that refers to it. */
  static void requireNotRetyped(ShapeView shape, Entity entity, Field before, Field after) {
    Optional<FieldType> type = shape.columnType(before.type());
    if (type.isEmpty() || type.equals(shape.columnType(after.type()))) {
      return;
    }
    Set<String> seen = new HashSet<>();
    Deque<EntityField> pending = new ArrayDeque<>();
    pending.add(new EntityField(entity, before));
    while (!pending.isEmpty()) {
      EntityField each = pending.remove();
      if (seen.add(each.path())) {
        requireUnusedByChecks(each);
        shape.referrers(each.entity().name(), each.field().name()).forEach(pending::add);
      }
    }
  }

  private static void requireUnusedByChecks(EntityField field) {
    Optional<Check> user =
        field.entity().checks().stream()
            .filter(check -> check.uses(field.field().name()))
            .findFirst();
    user.ifPresent(
        check -> {
          throw new PlanFault(
              "the check %s of %s uses %s, which gets another type; drop it before and add it after"
                  .formatted(check.text(), field.entity().name(), field.path()));
        });
  }
}
