package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan that contains the hand-written statements of a draft, as far as they still apply.
 *
 * <p>The search goes in rounds. A round tries to place all statements that remain. It either finds
 * a plan, or it rejects at least one statement, and the next round tries without it. So there are
 * at most as many rounds as statements. When no statement remains, the compared plan is the result.
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
    HandWrittenStatements remaining = all;
    List<PlanStatement> rejected = new ArrayList<>();
    while (!remaining.isEmpty()) {
      Round round =
          remaining.changeTheShape()
              ? keepDraftsStart(remaining, candidates)
              : placeRows(remaining, candidates);
      if (round.plan().isPresent()) {
        return new HandWrittenPlacement(round.plan().get(), rejected);
      }
      rejected.addAll(round.rejected());
      remaining = remaining.without(round.rejected());
    }
    return new HandWrittenPlacement(candidates.compared(), rejected);
  }

  /**
   * A round in which a statement changes the shape. The plan begins as the draft does, up to the
   * last hand-written statement, and the planner adds the rest.
   *
   * <ol>
   *   <li>If a statement over rows cannot be executed in that start, reject it.
   *   <li>Try three starts: the draft's start without what the schema no longer needs, the draft's
   *       start as it is, and the whole draft. Take the first from which the schema can be reached.
   *   <li>If the rest of that plan only reverts what some statements did, reject these; otherwise
   *       the plan is found.
   *   <li>If no start reaches the schema, reject all statements that change the shape.
   * </ol>
   */
  private static Round keepDraftsStart(
      HandWrittenStatements statements, PlanCandidates candidates) {
    List<PlanLine> compared = candidates.compared().plannedLines();
    List<PlanLine> adapted = statements.adaptedStart(compared);
    Optional<PlanStatement> misplaced = misplacedRows(statements, candidates, adapted);
    if (misplaced.isPresent()) {
      return Round.reject(List.of(misplaced.get()));
    }
    return firstReachingSchema(
            List.of(adapted, statements.unchangedStart(), statements.wholeDraft()), candidates)
        .map(plan -> unlessReverted(plan, statements, compared))
        .orElseGet(() -> Round.reject(statements.changingTheShape()));
  }

  private static Optional<PlanCandidate> firstReachingSchema(
      List<List<PlanLine>> starts, PlanCandidates candidates) {
    return starts.stream().flatMap(start -> candidates.startingWith(start).stream()).findFirst();
  }

  private static Round unlessReverted(
      PlanCandidate plan, HandWrittenStatements statements, List<PlanLine> compared) {
    List<PlanStatement> reverted = statements.reverted(plan.plannedLines(), compared);
    return reverted.isEmpty() ? Round.found(plan) : Round.reject(reverted);
  }

  /**
   * A round in which all statements are over rows.
   *
   * <ol>
   *   <li>Let the planner place them: after the changes and before the drops. If that plan leads to
   *       the schema and keeps the order of the draft, it is found.
   *   <li>Otherwise begin with the draft's start, and let the planner add the rest.
   *   <li>If that does not reach the schema, take the planner's places in spite of the order.
   *   <li>If these do not lead to the schema either, reject the first statement over rows that
   *       cannot be executed.
   * </ol>
   */
  private static Round placeRows(HandWrittenStatements statements, PlanCandidates candidates) {
    PlanCandidate placed = candidates.withRows(statements.overRows());
    boolean leadsToSchema = candidates.leadsToSchema(placed);
    if (leadsToSchema && RowStatementOrder.isKept(statements, placed.lines())) {
      return Round.found(placed);
    }
    List<PlanLine> start = statements.adaptedStart(candidates.compared().plannedLines());
    Optional<PlanCandidate> started = candidates.startingWith(start);
    if (started.isPresent() || leadsToSchema) {
      return Round.found(started.orElse(placed));
    }
    return candidates
        .firstMisplaced(start)
        .or(() -> candidates.firstMisplaced(placed.lines()))
        .filter(statements.overRows()::contains)
        .map(statement -> Round.reject(List.of(statement)))
        .orElseGet(() -> Round.found(placed));
  }

  private static Optional<PlanStatement> misplacedRows(
      HandWrittenStatements statements, PlanCandidates candidates, List<PlanLine> start) {
    return candidates.firstMisplaced(start).filter(statements.overRows()::contains);
  }
}
