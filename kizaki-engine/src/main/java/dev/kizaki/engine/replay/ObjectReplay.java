package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;

/** Applies statements about objects in SQL. */
final class ObjectReplay {
  private final WorkingShape shape;
  private final LaterDrops later;
  private final StatementReplay.Ordinal ordinal;

  ObjectReplay(WorkingShape shape, LaterDrops later, StatementReplay.Ordinal ordinal) {
    this.shape = shape;
    this.later = later;
    this.ordinal = ordinal;
  }

  Void add(AddObject add) {
    Existing.requireFree(shape, add.object().name());
    add.object().uses().forEach(used -> Existing.used(shape, used));
    ObjectTextRules.check(add.object());
    shape.put(add.object());
    return null;
  }

  Void change(ChangeObject change) {
    SqlObject before = Existing.object(shape, change.name());
    SqlObject after = ChangedObject.after(before, change);
    after.uses().forEach(used -> Existing.used(shape, used));
    ObjectTextRules.check(after);
    ObjectTextRules.checkReplaced(before, after, change);
    shape.put(after);
    return null;
  }

  Void drop(DropObject drop) {
    Existing.object(shape, drop.name());
    if (!later.isAddedLater(drop.name(), ordinal.value())) {
      requireUnused(shape, drop.name(), "object");
    }
    shape.removeObject(drop.name());
    return null;
  }

  Void rename(RenameObject rename) {
    SqlObject object = Existing.object(shape, rename.from());
    Existing.requireFree(shape, rename.to());
    shape.removeObject(rename.from());
    shape.put(object.withName(rename.to()));
    shape.renameInObjects(rename.from(), rename.to());
    return null;
  }

  /**
   * Checks that no object uses an element that is dropped.
   *
   * @param noun the kind of the element
   */
  static void requireUnused(ShapeView shape, String name, String noun) {
    shape
        .objectsThatUse(name)
        .findFirst()
        .ifPresent(
            object -> {
              throw new PlanFault(
                  "the object %s still uses %s; drop or change it before the %s"
                      .formatted(object.name(), name, noun));
            });
  }
}
