package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What changes of columns mean for the SQL expressions over them. PostgreSQL follows renames, drops
 * what is over a dropped column without an error, and makes an index over a column with another
 * type again from the text that it prints, which the new type may not allow. So a plan drops what
 * an expression uses before the column is dropped or gets another type.
 */
final class IndexSqlReplay {
  private IndexSqlReplay() {}

  /** Refuses to drop the field if an index with an expression or a predicate is over it. */
  static void requireUnused(Entity entity, String field) {
    refuse(
        entity,
        group -> !group.expressions().isEmpty() && group.contains(field),
        "is over %s.%s and has an expression or a predicate; drop it before the field"
            .formatted(entity.name(), field));
  }

  /** Refuses to change the type of the field's column, and of those that refer to it, likewise. */
  static void requireUnusedInExpressions(
      WorkingShape shape, Entity entity, Field before, Field after) {
    Optional<FieldType> type = shape.columnType(before.type());
    if (type.equals(shape.columnType(after.type()))) {
      return;
    }
    List<EntityField> retyped = new ArrayList<>(List.of(new EntityField(entity, before)));
    for (int i = 0; i < retyped.size(); i++) {
      EntityField to = retyped.get(i);
      shape
          .referrers(to.entity().name(), to.field().name())
          .filter(each -> retyped.stream().noneMatch(known -> known.path().equals(each.path())))
          .forEach(retyped::add);
    }
    for (EntityField each : retyped) {
      refuse(
          each.entity(),
          group -> group.usesInExpression(each.field().name()),
          "uses %s in an expression or a predicate; drop it before the type changes, and add it again afterwards"
              .formatted(each.path()));
    }
  }

  private static void refuse(Entity entity, Predicate<FieldGroup> prevents, String problem) {
    entity
        .indexes()
        .forEach(
            index -> {
              if (prevents.test(index)) {
                throw new PlanFault(
                    "index %s(%s) %s".formatted(entity.name(), index.text(), problem));
              }
            });
  }
}
