package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.planner.NetRenames;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.planner.Slug;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes plans that may replace a draft, and tests them. */
final class PlanCandidates {
  private final MigrationPlanner planner;
  private final Draft draft;
  private final List<Answer> given;
  private final KeptWords words;
  private final PlanCandidate compared;

  PlanCandidates(MigrationPlanner planner, Draft draft, List<Answer> given) {
    this.planner = planner;
    this.draft = draft;
    this.given = given;
    this.words = KeptWords.of(draft.plan());
    this.compared = withRows(List.of());
  }

  /** The plan that a comparison of base and schema gives, without any hand-written statement. */
  PlanCandidate compared() {
    return compared;
  }

  /** The compared plan with statements over rows, where the planner places them. */
  PlanCandidate withRows(List<PlanStatement> rows) {
    Answers answers = new Answers(given, KeptAnswers.of(draft.plan()));
    PlannerResult plan =
        words.in(Planner.plan(planner.base(), planner.schema(), answers, rows, planner.isFirst()));
    return new PlanCandidate(plan, plan.lines(), answers);
  }

  /** The answers that the user gives now. */
  List<Answer> given() {
    return given;
  }

  /** The plan that begins with these lines; absent if no such plan leads to the schema. */
  Optional<PlanCandidate> startingWith(List<PlanLine> start) {
    Shape reached;
    try {
      reached = Replay.run(planner.base(), Plan.statements(start, Decision.EITHER));
    } catch (PlanFault fault) {
      return Optional.empty();
    }
    Answers answers = new Answers(givenOutside(start), answersOutside(start));
    PlannerResult rest =
        words.in(Planner.plan(reached, planner.schema(), answers, List.of(), false));
    List<PlanLine> lines = Stream.concat(start.stream(), rest.lines().stream()).toList();
    PlannerResult plan =
        new PlannerResult(
            lines, rest.target(), rest.schema(), Slug.ofChange(lines, planner.isFirst()));
    PlanCandidate candidate = new PlanCandidate(plan, rest.lines(), answers);
    return Optional.of(candidate).filter(this::leadsToSchema);
  }

  /**
   * The plan that begins with the whole draft that a person has just written; absent if the draft
   * has open questions, if an answer contradicts it, or if the rest would take back a part of it.
   */
  Optional<PlanCandidate> startingWithAll(HandWrittenStatements handWritten) {
    if (!draft.edited() || !draft.plan().isResolved()) {
      return Optional.empty();
    }
    return startingWith(draft.plan().lines())
        .filter(plan -> plan.unusedAnswers().isEmpty())
        .filter(plan -> handWritten.contradictedBy(given).isEmpty())
        .filter(plan -> Reversal.isNone(draft.plan().statements(), plan.plannedLines()));
  }

  /**
   * The given answers without the renames that the start has carried out. To carry out an exchange
   * of names once more would undo it.
   */
  private List<Answer> givenOutside(List<PlanLine> start) {
    List<Answer.Rename> done = NetRenames.of(HandWrittenStatements.statements(start)).all();
    return given.stream().filter(answer -> !done.contains(answer)).toList();
  }

  /** The draft's answers without those of the start, which are no answers to what follows it. */
  private List<Answer> answersOutside(List<PlanLine> start) {
    List<PlanStatement> stated = HandWrittenStatements.statements(start);
    return KeptAnswers.of(
        new Plan(
            "",
            draft.plan().lines().stream().filter(line -> !stated.contains(line.item())).toList()));
  }

  boolean leadsToSchema(PlanCandidate candidate) {
    return DraftProof.holds(planner.base(), candidate.plan());
  }

  /** The first statement that cannot be executed where it is. */
  Optional<PlanStatement> firstMisplaced(List<PlanLine> lines) {
    return DraftProof.firstInvalid(planner.base(), Plan.statements(lines, Decision.EITHER));
  }
}
