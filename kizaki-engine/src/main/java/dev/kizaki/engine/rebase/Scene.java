package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DatabaseNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to look at when one statement is moved.
 *
 * @param before this branch before the statement
 * @param after this branch after it
 * @param end this branch after its last statement; knows the things of the common base only
 * @param keys entities whose key both branches change, with the question about it: the old key is
 *     dropped where the new one comes
 */
record Scene(
    Draft draft, Side before, Side after, Side end, Map<Thing, String> keys, DatabaseNames names) {
  Side merged() {
    return draft.merged();
  }

  OtherSide other() {
    return draft.other();
  }

  /** From the names after the statement to those of the new base. */
  Translation translation() {
    return new Translation(after, merged());
  }

  /** Asks about a statement that needs what is not on the new base. */
  void askToRestore(String doing, Collection<Thing> missing, List<PlanStatement> statements) {
    List<PlanStatement> either = new ArrayList<>(Restoration.of(missing, after, merged()));
    either.addAll(statements);
    draft.ask(dropped(doing, missing), either, List.of());
  }

  private String dropped(String doing, Collection<Thing> missing) {
    Optional<Thing> gone = missing.stream().filter(other()::dropped).findFirst();
    draft.asked().addAll(missing);
    return gone.map(
            thing ->
                other().who(side -> side.has(thing))
                    + " dropped "
                    + other().base().path(thing)
                    + ", this migration "
                    + doing
                    + ". Does it come back?")
        .orElse("This goes with an answer above: is it still wanted?");
  }

  /** What the SQL of a value mentions, and is not there under that name any more. */
  Optional<String> mentioned(Optional<PlanValue> value) {
    return value
        .filter(PlanValue.Sql.class::isInstance)
        .flatMap(sql -> mentioned(((PlanValue.Sql) sql).expression()));
  }

  Optional<String> mentioned(String sql) {
    return new Mentions(other(), before, merged(), names).in(sql);
  }

  static String unsureOf(String mention) {
    return mention + ". Is it still right?";
  }
}
