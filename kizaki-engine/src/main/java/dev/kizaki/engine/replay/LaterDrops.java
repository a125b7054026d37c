package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entities and fields that a plan drops, with the position of each drop. A drop may leave a
 * reference that a later drop removes; without this rule, entities that refer to each other could
 * not be dropped. So may the drop of an object in SQL that a later statement adds again.
 */
record LaterDrops(Map<NamedElement, Integer> lastDrop, Map<String, Integer> lastObject) {
  static LaterDrops of(List<PlanStatement> statements) {
    Map<NamedElement, Integer> drops = new HashMap<>();
    Map<String, Integer> objects = new HashMap<>();
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof DropEntity drop) {
        drops.put(drop.element(), i);
      } else if (statements.get(i) instanceof DropField drop) {
        drops.put(drop.element(), i);
      } else if (statements.get(i) instanceof AddObject add) {
        objects.put(add.object().name(), i);
      }
    }
    return new LaterDrops(drops, objects);
  }

  /** Whether a statement after this position adds the object. */
  boolean isAddedLater(String object, int ordinal) {
    return lastObject.getOrDefault(object, -1) > ordinal;
  }

  /** Whether a statement after this position drops a field of the foreign key, or its entity. */
  boolean covers(ForeignKey key, int ordinal) {
    return key.fields().stream()
        .anyMatch(field -> covers(SchemaElement.field(key.entity().name(), field), ordinal));
  }

  /** Whether a statement after this position drops the field or its entity. */
  boolean covers(NamedElement field, int ordinal) {
    return lastDrop.getOrDefault(field.root(), -1) > ordinal
        || lastDrop.getOrDefault(field, -1) > ordinal;
  }
}
