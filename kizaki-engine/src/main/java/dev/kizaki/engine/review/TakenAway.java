package dev.kizaki.engine.review;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.Verb;

/**
 * Which statements take something away that the application of before the migration may use: a
 * name, a value, the right to write no value.
 */
public final class TakenAway {
  private TakenAway() {}

  public static boolean by(PlanStatement statement) {
    if (statement instanceof ChangeField change) {
      return change.before().nullable() && !change.after().nullable()
          || change.after().reference().isEmpty()
              && !change.before().type().equals(change.after().type());
    }
    if (statement instanceof DropIndex
        || statement instanceof DropCheck
        || statement instanceof DropReference
        || statement instanceof RenameDependent) {
      return false;
    }
    return statement.verb() == Verb.DROP || statement.verb() == Verb.RENAME;
  }
}
