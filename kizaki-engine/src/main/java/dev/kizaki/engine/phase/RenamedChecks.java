package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checks of the fields of an entity that have two columns between the phases. They stay on the
 * old columns until these are dropped; the new ones have the same values.
 */
final class RenamedChecks {
  /** What the renames make of the checks, by the checks before them. */
  private final Map<Check, Check> renamed = new LinkedHashMap<>();

  /**
   * Follows a rename. The checks of an entity are in an order of their own after it.
   *
   * @param before the entity before it
   * @param from the field before it
   * @param to the field after it
   */
  void follow(Entity before, Field from, Field to) {
    for (Check check : before.checks()) {
      Entity only = before.withChecks(List.of(check)).withRenamedField(from.name(), to);
      Check after = EntityExpressions.withColumnRenamed(only, from, to).checks().get(0);
      if (!after.equals(check)) {
        renamed.put(original(check).orElse(check), after);
      }
    }
  }

  /** The check between the phases that the plan knows so. */
  Optional<Check> original(Check check) {
    return renamed.entrySet().stream()
        .filter(each -> each.getValue().isLike(check))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Drops old fields with their checks, and adds the checks of the new ones.
   *
   * @param entity between the phases
   */
  List<PlanStatement> replacing(Entity entity, List<String> old) {
    List<PlanStatement> drops = new ArrayList<>();
    List<PlanStatement> adds = new ArrayList<>();
    for (Check check : entity.checks()) {
      if (old.stream().anyMatch(check::uses)) {
        drops.add(new DropCheck(entity.name(), check));
        Optional.ofNullable(renamed.get(check))
            .ifPresent(to -> adds.add(new AddCheck(entity.name(), to)));
      }
    }
    entity.indexes().stream()
        .filter(index -> old.stream().anyMatch(index::usesInExpression))
        .forEach(index -> drops.add(new DropIndex(entity.name(), index)));
    old.forEach(each -> drops.add(new DropField(entity.name(), each)));
    drops.addAll(adds);
    return drops;
  }
}
