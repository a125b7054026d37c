package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Makes the choices of a plan. Open values stay open. */
final class Resolution {
  private Resolution() {}

  /**
   * The statements of the plan, with the first alternative of each choice whose index matches, and
   * the second of the others.
   */
  static List<PlanStatement> of(Plan plan, IntPredicate first) {
    List<PlanStatement> statements = new ArrayList<>();
    collect(items(plan), 0, first, statements);
    return statements;
  }

  /** Numbers the choices in the order of the plan; those inside a choice follow it. */
  private static int collect(
      List<? extends PlanItem> items, int number, IntPredicate first, List<PlanStatement> out) {
    int next = number;
    for (PlanItem item : items) {
      if (item instanceof Choice choice) {
        boolean isFirst = first.test(next);
        next = collect(choice.either(), next + 1, first, isFirst ? out : new ArrayList<>());
        out.addAll(isFirst ? List.of() : choice.or());
      } else {
        out.add((PlanStatement) item);
      }
    }
    return next;
  }

  /**
   * The statements for every combination of alternatives if there are few choices. If there are
   * many, each choice is varied alone while all others have the opposite alternative. A choice
   * inside the alternative that is not taken makes no difference.
   */
  static List<List<PlanStatement>> all(Plan plan) {
    int choices = collect(items(plan), 0, first -> true, new ArrayList<>());
    List<List<PlanStatement>> all = new ArrayList<>();
    if (choices <= 5) {
      for (int bits = 0; bits < 1 << choices; bits++) {
        int chosen = bits;
        all.add(of(plan, choice -> (chosen & 1 << choice) == 0));
      }
      return all.stream().distinct().toList();
    }
    all.add(of(plan, choice -> true));
    all.add(of(plan, choice -> false));
    for (int one = 0; one < choices; one++) {
      int alone = one;
      all.add(of(plan, choice -> choice == alone));
      all.add(of(plan, choice -> choice != alone));
    }
    return all.stream().distinct().toList();
  }

  static List<PlanItem> items(Plan plan) {
    return plan.lines().stream().map(line -> line.item()).toList();
  }
}
