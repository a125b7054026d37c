package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.history.Chain;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.planner.PlanQuestion;
import dev.kizaki.engine.proof.PlanProof;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.review.DataLoss;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The migrations that a rebase may rewrite, after the answers to their open questions. Each has the
 * snapshot that its plan leads to. A migration of which nothing is left is removed, and those after
 * it get new numbers.
 *
 * @param outcomes in the order of the migrations
 * @param open the questions that are still open, which have an answer that can be given
 * @param lost comments of a person whose statement is gone
 */
public record RecomputedMigrations(
    List<Outcome> outcomes, List<PlanQuestion> open, List<String> lost) {
  /**
   * What becomes of a migration.
   *
   * @param result absent if it is removed
   * @param onTopOf the name of the migration before it; absent for the first
   */
  public record Outcome(Migration old, Optional<Migration> result, Optional<String> onTopOf) {
    /** Whether no migration has its name any more. */
    public boolean isGone() {
      return !result.map(Migration::name).equals(Optional.of(old.name()));
    }

    /** Whether the files of the migration change. */
    public boolean isChanged() {
      return !result.equals(Optional.of(old));
    }
  }

  /**
   * Answers the open questions and computes the snapshots.
   *
   * @param migrations all migrations, in order
   * @param first the index of the first migration that may be rewritten
   * @throws Refusal when an answer cannot be used, or a plan cannot be replayed
   */
  public static RecomputedMigrations of(
      List<Migration> migrations, int first, RebaseRequest request) {
    List<Migration> own = migrations.subList(first, migrations.size());
    Optional<Migration> before =
        first == 0 ? Optional.empty() : Optional.of(migrations.get(first - 1));
    Shape base = before.map(each -> each.snapshot().shape()).orElseGet(Shape::empty);
    List<Migration> read = own.stream().map(RecomputedMigrations::withoutAnswered).toList();
    List<Plan> plans =
        read.stream().map(each -> new Plan(each.name(), each.planText().lines())).toList();
    AnsweredPlans answered = answered(base, plans, request);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      Optional<Migration> result = recomputed(before, read.get(i), answered.plans().get(i).lines());
      outcomes.add(new Outcome(own.get(i), result, before.map(Migration::name)));
      before = result.isPresent() ? result : before;
    }
    return new RecomputedMigrations(
        outcomes, RebaseQuestions.of(answered.plans()), answered.lost());
  }

  /**
   * The same for a history without a fork, whose first migrations must be in order.
   *
   * @throws Refusal also when one of them was changed
   */
  public static RecomputedMigrations ofEdited(
      List<Migration> migrations, int first, RebaseRequest request) {
    Chain.check(migrations.subList(0, first), new PlanProof(migrations.size()));
    return of(migrations, first, request);
  }

  /** An answer that one of the open questions accepts. */
  public Optional<String> example() {
    return open.stream().flatMap(question -> question.examples().stream()).findFirst();
  }

  private static AnsweredPlans answered(Shape base, List<Plan> plans, RebaseRequest request) {
    AnsweredPlans given = AnsweredPlans.of(base, plans, AnswerTexts.of(request));
    if (!given.problems().isEmpty()) {
      throw new Refusal(
          RefusalCode.REBASE_ANSWER,
          String.join("\n", given.problems()) + "\n" + questions(RebaseQuestions.of(plans)));
    }
    return request
        .prompter()
        .filter(person -> !RebaseQuestions.of(given.plans()).isEmpty())
        .map(person -> RebasePrompt.complete(base, given.plans(), person))
        .orElse(given);
  }

  private static String questions(List<PlanQuestion> open) {
    return open.isEmpty()
        ? "There is no open question."
        : open.stream()
            .flatMap(question -> question.lines().stream())
            .collect(Collectors.joining("\n  ", "Open questions:\n  ", ""));
  }

  /** The migration without the comments of questions that a person has answered in its file. */
  private static Migration withoutAnswered(Migration migration) {
    SourceText plan = migration.planText().source();
    String text = QuestionComment.withoutAnswered(plan.text());
    if (!migration.plan().isResolved() || text.equals(plan.text())) {
      return migration;
    }
    return Migration.of(
        migration.directoryName(),
        migration.directory(),
        PlanReader.read(SourceText.of(plan.name(), text)),
        migration.snapshot());
  }

  private static Optional<Migration> recomputed(
      Optional<Migration> before, Migration migration, List<PlanLine> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    RewrittenMigration rewritten =
        RewrittenMigration.of(migration, before, shapeAfter(before, migration, lines));
    String name = rewritten.name().text();
    boolean samePlan =
        migration.plan().migration().equals(name) && lines.equals(migration.planText().lines());
    if (samePlan && rewritten.isUnchanged()) {
      return Optional.of(migration);
    }
    return Optional.of(
        rewritten.with(
            samePlan
                ? migration.planFileText()
                : PlanPrinter.print(new Plan(name, DataLoss.commented(lines)))));
  }

  /**
   * The shape after the plan, with the first choice of each open block. If an open plan cannot be
   * replayed, the old shape is kept, because its author still has to edit it.
   */
  private static Shape shapeAfter(
      Optional<Migration> before, Migration migration, List<PlanLine> lines) {
    Shape base = before.map(each -> each.snapshot().shape()).orElseGet(Shape::empty);
    List<PlanStatement> statements = Plan.statements(lines, Decision.EITHER);
    try {
      return Replay.run(base, statements);
    } catch (PlanFault fault) {
      if (lines.stream().anyMatch(line -> line.item().isOpen())) {
        return migration.snapshot().shape();
      }
      throw new Refusal(
          RefusalCode.REBASE_REPLAY,
          """
          %s: %s.
          Correct the plan, or give another answer, then run `mvn kizaki:rebase` again in the same \
          way.\
          """
              .formatted(migration.planFile(), fault.getMessage()));
    }
  }
}
