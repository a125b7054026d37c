package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The entities and fields that a plan has made and not dropped, by their names after it.
 *
 * @param entities for each entity the index of the statement that made it
 * @param fields the same for each field of another entity
 */
record MadeFields(Map<String, Integer> entities, Map<MadeFields.Named, Integer> fields) {
  /** A field of an entity. */
  record Named(String entity, String name) {}

  MadeFields {
    entities = Collections.unmodifiableMap(new LinkedHashMap<>(entities));
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * Follows the statements in their order.
   *
   * @param takenOver the indexes of the statements whose effect was there before, so that they made
   *     nothing
   */
  static MadeFields of(List<PlanStatement> statements, Set<Integer> takenOver) {
    Map<String, Integer> entities = new LinkedHashMap<>();
    Map<Named, Integer> fields = new LinkedHashMap<>();
    for (int i = 0; i < statements.size(); i++) {
      PlanStatement statement = statements.get(i);
      if (takenOver.contains(i)) {
        continue;
      }
      if (statement instanceof AddEntity add) {
        entities.put(add.entity().name(), i);
      } else if (statement instanceof AddField add && !entities.containsKey(add.entity())) {
        fields.put(new Named(add.entity(), add.field().name()), i);
      } else if (statement instanceof DropEntity drop) {
        entities.remove(drop.entity());
        fields.keySet().removeIf(each -> each.entity().equals(drop.entity()));
      } else if (statement instanceof DropField drop) {
        fields.remove(new Named(drop.entity(), drop.field()));
      } else if (statement instanceof RenameEntity rename) {
        Optional.ofNullable(entities.remove(rename.from()))
            .ifPresent(index -> entities.put(rename.to(), index));
        rename(
            fields,
            each ->
                each.entity().equals(rename.from()) ? new Named(rename.to(), each.name()) : each);
      } else if (statement instanceof RenameField rename) {
        Named from = new Named(rename.entity(), rename.from());
        rename(fields, each -> each.equals(from) ? new Named(rename.entity(), rename.to()) : each);
      }
    }
    return new MadeFields(entities, fields);
  }

  private static void rename(Map<Named, Integer> fields, UnaryOperator<Named> renamed) {
    Map<Named, Integer> old = new LinkedHashMap<>(fields);
    fields.clear();
    old.forEach((field, index) -> fields.put(renamed.apply(field), index));
  }

  boolean contains(String entity, String field) {
    return entities.containsKey(entity) || fields.containsKey(new Named(entity, field));
  }
}
