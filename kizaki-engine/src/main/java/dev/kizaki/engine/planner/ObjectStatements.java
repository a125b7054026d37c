package dev.kizaki.engine.planner;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.replay.ChangedObject;
import dev.kizaki.engine.shape.SqlObject;
import java.util.List;

/** The statements that change an object in SQL. */
final class ObjectStatements {
  private ObjectStatements() {}

  /**
   * The change from one text to another. The object is made anew where its text makes something
   * that PostgreSQL cannot replace, or something else than before, or leaves out a comment or a
   * change that the text before had, and where an answer says so.
   */
  static ChangeObject change(SqlObject before, SqlObject after, Answers answers) {
    ChangeObject replaced = ChangedObject.between(before, after, false);
    boolean isMadeAnew =
        replaced.create().isPresent()
            && (!isReplaced(before, after)
                || answers.isMadeAnew(replaced.element(), replaced.create()));
    return isMadeAnew ? ChangedObject.between(before, after, true) : replaced;
  }

  private static boolean isReplaced(SqlObject before, SqlObject after) {
    ObjectScript script = ObjectScript.of(after.create());
    ObjectScript old = ObjectScript.of(before.create());
    return script.replaceCommands().isPresent()
        && made(old).equals(made(script))
        && !script.leavesOut(old);
  }

  private static List<String> made(ObjectScript script) {
    return script.madeNames().stream().map(MadeObject::address).sorted().toList();
  }
}
