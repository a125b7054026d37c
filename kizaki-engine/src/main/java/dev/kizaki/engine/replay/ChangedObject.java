package dev.kizaki.engine.replay;

import dev.kizaki.engine.object.UnifiedDifference;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.shape.SqlObject;
import java.util.Optional;

/** Objects in SQL before and after a change. */
public final class ChangedObject {
  private ChangedObject() {}

  /** The statement that makes one object of another one with the same name. */
  public static ChangeObject between(SqlObject before, SqlObject after, boolean madeAnew) {
    return new ChangeObject(
        before.name(),
        madeAnew,
        Optional.of(after.uses()).filter(uses -> !uses.equals(before.uses())),
        before.create().equals(after.create())
            ? Optional.empty()
            : Optional.of(UnifiedDifference.between(before.create(), after.create())),
        before.drop().equals(after.drop())
            ? Optional.empty()
            : Optional.of(new ChangeObject.Drop(after.drop())));
  }

  /**
   * Returns the object after the change.
   *
   * @throws PlanFault if the difference does not fit the text
   */
  public static SqlObject after(SqlObject before, ChangeObject change) {
    return new SqlObject(
        before.name(),
        change.uses().orElse(before.uses()),
        change.create().map(difference -> text(before, difference)).orElse(before.create()),
        change.drop().map(ChangeObject.Drop::text).orElse(before.drop()));
  }

  private static String text(SqlObject before, String difference) {
    try {
      return UnifiedDifference.apply(difference, before.create());
    } catch (UnifiedDifference.Mismatch e) {
      throw new PlanFault(
          "the difference of the object %s does not fit its text before: %s"
              .formatted(before.name(), e.getMessage()));
    }
  }
}
