package dev.kizaki.engine.diff;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the checks of an entity. A dropped and an added check over the same fields are one
 * changed check: no row holds anything of a check, so that nothing depends on which one it was.
 */
final class CheckDiffer {
  private CheckDiffer() {}

  static List<Difference> compare(Entity was, Entity now) {
    List<Difference> found = new ArrayList<>();
    List<Check> added = new ArrayList<>(missing(now, was));
    for (Check before : missing(was, now)) {
      Optional<Check> after =
          added.stream().filter(check -> haveSameFields(check, before)).findFirst();
      after.ifPresent(added::remove);
      found.add(
          after
              .<Difference>map(check -> new Difference.CheckChanged(now, before, check))
              .orElseGet(() -> new Difference.CheckDropped(was, before)));
    }
    for (Check before : was.checks()) {
      now.check(before.expression())
          .filter(after -> !after.isLike(before))
          .ifPresent(after -> found.add(new Difference.CheckChanged(now, before, after)));
    }
    added.forEach(check -> found.add(new Difference.CheckAdded(now, check)));
    return found;
  }

  private static List<Check> missing(Entity of, Entity in) {
    return of.checks().stream().filter(check -> in.check(check.expression()).isEmpty()).toList();
  }

  private static boolean haveSameFields(Check one, Check other) {
    return one.expression().fields().equals(other.expression().fields());
  }
}
