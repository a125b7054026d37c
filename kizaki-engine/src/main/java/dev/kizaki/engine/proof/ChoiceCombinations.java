package dev.kizaki.engine.proof;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The ways to decide the open choices of a plan: each combination if there are at most 64 of them,
 * otherwise so many that each two choices are decided in all four ways.
 *
 * <p>The number grows with the logarithm of the number of choices. Each choice has a number; if two
 * numbers differ, they differ in a bit. So it is enough to decide all choices in one way, all in
 * the other way and, for each bit of the numbers, once by the bit and once against it.
 */
public final class ChoiceCombinations {
  private static final int FEW_CHOICES = 6;

  private ChoiceCombinations() {}

  /** Returns the statements of the plan for each way; the first one takes the first sides. */
  public static List<List<PlanStatement>> of(List<PlanLine> lines) {
    int choices = (int) lines.stream().filter(line -> line.item() instanceof Choice).count();
    List<List<PlanStatement>> all = new ArrayList<>();
    if (choices <= FEW_CHOICES) {
      for (int combination = 0; combination < 1 << choices; combination++) {
        int bits = combination;
        all.add(statements(lines, choice -> (bits >> choice & 1) == 0));
      }
      return all;
    }
    all.add(statements(lines, choice -> true));
    all.add(statements(lines, choice -> false));
    for (int bit = 0; choices - 1 >> bit > 0; bit++) {
      int place = bit;
      all.add(statements(lines, choice -> (choice >> place & 1) == 0));
      all.add(statements(lines, choice -> (choice >> place & 1) == 1));
    }
    return all;
  }

  private static List<PlanStatement> statements(List<PlanLine> lines, IntPredicate takesFirst) {
    List<PlanStatement> statements = new ArrayList<>();
    int choices = 0;
    for (PlanLine line : lines) {
      boolean isFirst = !(line.item() instanceof Choice) || takesFirst.test(choices++);
      statements.addAll(line.item().statements(isFirst ? Decision.EITHER : Decision.OR));
    }
    return statements;
  }
}
