package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The plan that contains the hand-written statements of a draft, as far as they still apply.
 *
 * <p>The search goes in rounds. A round tries to place all statements that remain. It either finds
 * a plan, or it rejects at least one statement, and the next round tries without it. So there are
 * at most as many rounds as statements. When no statement remains, or when the compared plan
 * contains all that do, it is the result.
 *
 * @param plan the plan that was found
 * @param rejected the hand-written statements that it does not contain
 */
record HandWrittenPlacement(PlanCandidate plan, List<PlanStatement> rejected) {
  HandWrittenPlacement {
    rejected = List.copyOf(rejected);
  }

  /** The result of one round: a plan, or else the statements that cannot be placed. */
  private record Round(Optional<PlanCandidate> plan, List<PlanStatement> rejected) {
    static Round found(PlanCandidate plan) {
      return new Round(Optional.of(plan), List.of());
    }

    static Round reject(List<PlanStatement> statements) {
      if (statements.isEmpty()) {
        throw new IllegalStateException("a round must reject a statement, or it would be repeated");
      }
      return new Round(Optional.empty(), statements);
    }
  }

  static HandWrittenPlacement of(HandWrittenStatements all, PlanCandidates candidates) {
    Optional<PlanCandidate> whole = candidates.startingWithAll(all);
    if (whole.isPresent()) {
      return new HandWrittenPlacement(whole.get(), List.of());
    }
    List<PlanStatement> rejected = new ArrayList<>(all.contradictedBy(candidates.given()));
    HandWrittenStatements remaining = all.without(rejected);
    if (contains(candidates.compared(), remaining.all())) {
      return new HandWrittenPlacement(candidates.compared(), rejected);
    }
    while (!remaining.isEmpty()) {
      Round round = place(remaining, candidates);
      if (round.plan().isPresent()) {
        return new HandWrittenPlacement(round.plan().get(), rejected);
      }
      rejected.addAll(round.rejected());
      remaining = remaining.without(round.rejected());
    }
    return new HandWrittenPlacement(candidates.compared(), rejected);
  }

  /**
   * Whether the planner writes all statements itself, in their order, because the user gives the
   * answers again that they follow from.
   */
  private static boolean contains(PlanCandidate compared, List<PlanStatement> statements) {
    Iterator<PlanStatement> planned = HandWrittenStatements.statements(compared.lines()).iterator();
    return statements.stream()
        .allMatch(
            each -> {
              while (planned.hasNext()) {
                if (planned.next().equals(each)) {
                  return true;
                }
              }
              return false;
            });
  }

  /**
   * One round. The plan begins as the draft does, up to the last hand-written statement, and the
   * planner adds the rest. SQL over rows reads columns by name, so it must see the columns that it
   * was written for.
   *
   * <ol>
   *   <li>If a statement over rows cannot be executed in that start, reject it.
   *   <li>Try the draft's start without what the schema no longer needs. If a statement changes the
   *       shape, try the draft's start as it is, and the whole draft, too. Take the first from
   *       which the schema can be reached.
   *   <li>If the rest of that plan only reverts what some statements did, reject these; otherwise
   *       the plan is found.
   *   <li>If no start reaches the schema, reject all statements that change the shape. If there are
   *       none, let the planner place the statements over rows.
   * </ol>
   */
  private static Round place(HandWrittenStatements statements, PlanCandidates candidates) {
    List<PlanLine> compared = candidates.compared().plannedLines();
    List<PlanLine> adapted = statements.adaptedStart(compared);
    Optional<PlanStatement> misplaced =
        candidates.firstMisplaced(adapted).filter(statements.overRows()::contains);
    Optional<PlanCandidate> found =
        misplaced.isPresent()
            ? Optional.empty()
            : starts(adapted, statements).stream()
                .flatMap(start -> candidates.startingWith(start).stream())
                .findFirst();
    if (found.isPresent()) {
      List<PlanStatement> reverted =
          new RevertedStatements(statements).of(found.get().plannedLines(), compared);
      return reverted.isEmpty() ? Round.found(found.get()) : Round.reject(reverted);
    }
    if (statements.changeTheShape()) {
      return Round.reject(misplaced.map(List::of).orElseGet(statements::changingTheShape));
    }
    return placeRows(statements, misplaced, candidates);
  }

  private static List<List<PlanLine>> starts(
      List<PlanLine> adapted, HandWrittenStatements statements) {
    return statements.changeTheShape()
        ? List.of(adapted, statements.unchangedStart(), statements.wholeDraft())
        : List.of(adapted);
  }

  /**
   * Lets the planner place the statements over rows: after the changes and before the drops. If
   * that does not lead to the schema, rejects the first statement that cannot be executed.
   */
  private static Round placeRows(
      HandWrittenStatements statements,
      Optional<PlanStatement> misplaced,
      PlanCandidates candidates) {
    PlanCandidate placed = candidates.withRows(statements.overRows());
    if (candidates.leadsToSchema(placed)) {
      return Round.found(placed);
    }
    return misplaced
        .or(() -> candidates.firstMisplaced(placed.lines()).filter(statements.overRows()::contains))
        .map(statement -> Round.reject(List.of(statement)))
        .orElseGet(() -> Round.found(placed));
  }
}
