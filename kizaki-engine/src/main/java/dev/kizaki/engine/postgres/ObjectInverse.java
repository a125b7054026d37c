package dev.kizaki.engine.postgres;

import dev.kizaki.engine.object.ObjectKind;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.ChangedObject;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes an object in SQL back. PostgreSQL lets a view only gain columns, and a function only
 * defaults of arguments, when it is replaced. So the text before cannot replace that after; a view
 * is made anew, and what uses it is dropped before and created after.
 */
final class ObjectInverse {
  private ObjectInverse() {}

  /**
   * @param before the shape before the change
   */
  static Inverse of(ChangeObject change, ShapeView before) {
    SqlObject was = before.object(change.name()).orElseThrow();
    SqlObject is = ChangedObject.after(was, change);
    boolean viewChanges =
        !was.create().equals(is.create())
            && ObjectScript.of(was.create()).madeNames().stream()
                .anyMatch(made -> made.kind() == ObjectKind.VIEW);
    boolean madeAnew = change.madeAnew() || viewChanges;
    ChangeObject back = ChangedObject.between(is, was, madeAnew);
    if (!viewChanges || change.madeAnew()) {
      return Inverse.Statements.of(back);
    }
    List<SqlObject> users = new ArrayList<>();
    addUsers(was.name(), before, users);
    List<PlanStatement> statements = new ArrayList<>();
    users.forEach(user -> statements.add(0, new DropObject(user.name())));
    statements.add(back);
    users.forEach(user -> statements.add(new AddObject(user)));
    return new Inverse.Statements(statements);
  }

  /** Adds the objects that use the named one, each after those that it uses. */
  private static void addUsers(String name, ShapeView before, List<SqlObject> users) {
    before
        .objectsThatUse(name)
        .forEach(
            user -> {
              users.remove(user);
              users.add(user);
              addUsers(user.name(), before, users);
            });
  }
}
