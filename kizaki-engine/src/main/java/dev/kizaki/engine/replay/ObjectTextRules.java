package dev.kizaki.engine.replay;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectProblem;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.object.SqlCommands;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.shape.SqlObject;
import java.util.List;

/** What the texts of objects in a plan must be. The compiler checks those of a schema. */
final class ObjectTextRules {
  private ObjectTextRules() {}

  /** Checks that the object can be made, and that it is known how to drop it. */
  static void check(SqlObject object) {
    ObjectScript script = ObjectScript.of(object.create());
    script.problem().ifPresent(problem -> refuse(object, "create", problem));
    object
        .drop()
        .flatMap(SqlCommands::problem)
        .ifPresent(problem -> refuse(object, "drop", problem));
    if (object.drop().isEmpty() && script.dropCommands().isEmpty()) {
      throw new PlanFault(
          "how the object %s is dropped cannot be derived from its text; add drop to it"
              .formatted(object.name()));
    }
  }

  private static void refuse(SqlObject object, String text, ObjectProblem problem) {
    throw new PlanFault(
        "line %d of %s of the object %s: %s"
            .formatted(problem.line(), text, object.name(), problem.sentence()));
  }

  /** Checks that a change that is not made anew can be one. */
  static void checkReplaced(SqlObject before, SqlObject after, ChangeObject change) {
    if (change.madeAnew() || before.create().equals(after.create())) {
      return;
    }
    ObjectScript script = ObjectScript.of(after.create());
    if (script.replaceCommands().isEmpty()
        || !made(ObjectScript.of(before.create())).equals(made(script))) {
      throw new PlanFault(
          "PostgreSQL cannot replace what the object %1$s makes; write `change object %1$s, made anew`"
              .formatted(change.name()));
    }
  }

  private static List<String> made(ObjectScript script) {
    return script.madeNames().stream().map(MadeObject::address).sorted().toList();
  }
}
