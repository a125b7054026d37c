package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Puts the lines of a plan in order: what another needs comes first, a name is freed before it is
 * taken again, and among lines that are free to go the lower {@link StatementRank} does, then the
 * earlier found.
 *
 * <p>Entities that refer to each other and are dropped together tie each other up. Then the line of
 * the lowest rank goes although it is tied: replay and SQL both let a drop leave a reference behind
 * that a later drop takes away.
 */
final class StatementOrder {
  private final List<PlanLine> lines;
  private final List<Set<Integer>> followers = new ArrayList<>();
  private final int[] tied;
  private final Comparator<Integer> byRank;

  private StatementOrder(List<PlanLine> lines, ShapeView shape) {
    this.lines = lines;
    this.tied = new int[lines.size()];
    List<Ties> ties = new ArrayList<>();
    List<StatementRank> ranks = new ArrayList<>();
    for (PlanLine line : lines) {
      ties.add(ties(line.item(), shape));
      ranks.add(rank(line.item()));
      followers.add(new HashSet<>());
    }
    this.byRank =
        Comparator.<Integer, StatementRank>comparing(ranks::get)
            .thenComparing(Comparator.naturalOrder());
    connect(ties, Ties::provides, Ties::requires);
    connect(ties, Ties::releases, Ties::removes);
    connect(ties, Ties::frees, Ties::takes);
  }

  static List<PlanLine> sort(List<PlanLine> lines, ShapeView shape) {
    return new StatementOrder(lines, shape).sorted();
  }

  /**
   * The choices that something must follow and precede at once, each with what is between: their
   * places among the lines. Two such knots share no line.
   */
  static List<SortedSet<Integer>> knots(List<PlanLine> lines, ShapeView shape) {
    StatementOrder order = new StatementOrder(lines, shape);
    List<Set<Integer>> leaders = order.leaders();
    List<SortedSet<Integer>> knots = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int choice = i;
      if (lines.get(i).item() instanceof Choice
          && knots.stream().noneMatch(knot -> knot.contains(choice))) {
        SortedSet<Integer> knot = reachable(i, order.followers);
        knot.retainAll(reachable(i, leaders));
        if (!knot.isEmpty()) {
          knots.add(knot);
        }
      }
    }
    return knots;
  }

  private List<Set<Integer>> leaders() {
    List<Set<Integer>> leaders = new ArrayList<>();
    lines.forEach(line -> leaders.add(new HashSet<>()));
    for (int i = 0; i < followers.size(); i++) {
      for (int follower : followers.get(i)) {
        leaders.get(follower).add(i);
      }
    }
    return leaders;
  }

  private static SortedSet<Integer> reachable(int from, List<Set<Integer>> next) {
    SortedSet<Integer> found = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      for (int reached : next.get(open.poll())) {
        if (found.add(reached)) {
          open.add(reached);
        }
      }
    }
    return found;
  }

  private static Ties ties(PlanItem item, ShapeView shape) {
    if (item instanceof PlanStatement statement) {
      return StatementTies.of(statement, shape);
    }
    Ties all = new Ties();
    Choice choice = (Choice) item;
    choice.either().forEach(each -> all.addAll(StatementTies.of(each, shape)));
    choice.or().forEach(each -> all.addAll(StatementTies.of(each, shape)));
    return all;
  }

  private static StatementRank rank(PlanItem item) {
    return item instanceof PlanStatement statement
        ? StatementRank.of(statement)
        : StatementRank.RENAMES;
  }

  private <T> void connect(
      List<Ties> ties, Function<Ties, Set<T>> first, Function<Ties, Set<T>> then) {
    Map<T, List<Integer>> leaders = new HashMap<>();
    for (int i = 0; i < ties.size(); i++) {
      for (T token : first.apply(ties.get(i))) {
        leaders.computeIfAbsent(token, any -> new ArrayList<>()).add(i);
      }
    }
    for (int i = 0; i < ties.size(); i++) {
      for (T token : then.apply(ties.get(i))) {
        for (int leader : leaders.getOrDefault(token, List.of())) {
          if (leader != i && followers.get(leader).add(i)) {
            tied[i]++;
          }
        }
      }
    }
  }

  private List<PlanLine> sorted() {
    List<PlanLine> result = new ArrayList<>();
    TreeSet<Integer> waiting = new TreeSet<>(byRank);
    TreeSet<Integer> free = new TreeSet<>(byRank);
    for (int i = 0; i < lines.size(); i++) {
      (tied[i] == 0 ? free : waiting).add(i);
    }
    while (!free.isEmpty() || !waiting.isEmpty()) {
      int next = free.isEmpty() ? waiting.pollFirst() : free.pollFirst();
      result.add(lines.get(next));
      for (int follower : followers.get(next)) {
        if (--tied[follower] == 0 && waiting.remove(follower)) {
          free.add(follower);
        }
      }
    }
    return result;
  }
}
