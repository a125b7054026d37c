package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.ArrayList;
import java.util.List;

/** Applies statements about checks. */
final class CheckReplay {
  private final WorkingShape shape;

  CheckReplay(WorkingShape shape) {
    this.shape = shape;
  }

  Void add(AddCheck add) {
    Entity entity = Existing.entity(shape, add.entity());
    shape.put(plus(entity, known(entity, add.check())));
    return null;
  }

  Void drop(DropCheck drop) {
    Entity entity = Existing.entity(shape, drop.entity());
    Check dropped = existing(entity, drop.check());
    requireLike(dropped, drop.check(), new DropCheck(drop.entity(), dropped));
    shape.put(minus(entity, dropped));
    return null;
  }

  Void change(ChangeCheck change) {
    Entity entity = Existing.entity(shape, change.entity());
    Check before = existing(entity, change.before());
    Check after = known(entity, change.after());
    requireLike(before, change.before(), new ChangeCheck(change.entity(), before, change.after()));
    if (before.isLike(after)) {
      throw new PlanFault(
          "the check %s of %s is not changed; delete the statement"
              .formatted(before.text(), entity.name()));
    }
    shape.put(plus(minus(entity, before), after));
    return null;
  }

  /** The check with its fields, which a statement that was read does not know. */
  private static Check known(Entity entity, Check check) {
    return check.withExpression(EntityExpressions.of(entity, check.sql()));
  }

  private static Check existing(Entity entity, Check named) {
    return entity
        .check(known(entity, named).expression())
        .orElseThrow(
            () ->
                new PlanFault(
                    "there is no check %s of %s at this point of the plan"
                        .formatted(named.text(), entity.name())));
  }

  private static void requireLike(Check found, Check stated, PlanStatement right) {
    if (found.notValid() != stated.notValid()) {
      throw new PlanFault(
          "the check %s is not what the statement says it was; write `%s`"
              .formatted(stated.text(), StatementText.of(right)));
    }
  }

  private static Entity plus(Entity entity, Check added) {
    if (entity.check(added.expression()).isPresent()) {
      throw new PlanFault(
          "%s has the check %s already at this point of the plan"
              .formatted(entity.name(), added.text()));
    }
    List<Check> checks = new ArrayList<>(entity.checks());
    checks.add(added);
    return entity.withChecks(checks);
  }

  private static Entity minus(Entity entity, Check dropped) {
    return entity.withChecks(
        entity.checks().stream()
            .filter(check -> !check.expression().equals(dropped.expression()))
            .toList());
  }
}
