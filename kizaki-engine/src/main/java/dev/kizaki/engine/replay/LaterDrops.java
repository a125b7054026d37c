package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan drops, and where. A drop may leave a reference behind that a later drop takes away:
 * entities that refer to each other could not be dropped otherwise.
 */
record LaterDrops(Map<String, Integer> lastDrop) {
  static LaterDrops of(List<PlanStatement> statements) {
    Map<String, Integer> drops = new HashMap<>();
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof DropEntity drop) {
        drops.put(drop.entity(), i);
      } else if (statements.get(i) instanceof DropField drop) {
        drops.put(drop.entity() + "." + drop.field(), i);
      }
    }
    return new LaterDrops(drops);
  }

  /** Whether a statement behind this one drops the field, or its entity. */
  boolean covers(String entity, String field, int ordinal) {
    return lastDrop.getOrDefault(entity, -1) > ordinal
        || lastDrop.getOrDefault(entity + "." + field, -1) > ordinal;
  }
}
