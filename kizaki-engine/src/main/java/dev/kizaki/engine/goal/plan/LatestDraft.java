package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.apply.ResumeCheck;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.HistoryAdvice;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.project.LatestMigration;
import dev.kizaki.engine.project.PlannableHistory;
import dev.kizaki.engine.report.LiquibaseLines;
import dev.kizaki.engine.text.RebaseAdvice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the draft: the latest migration, if no database has applied it.
 *
 * @param applied the migrations that the database has applied
 * @param liquibase the change sets that Liquibase has executed
 * @param inProgress the migration that the database has in part
 */
record LatestDraft(
    List<AppliedMigration> applied,
    LiquibaseRecord liquibase,
    Optional<MigrationInProgress> inProgress) {
  /** A database that does not exist yet. */
  private static final LatestDraft NOTHING_APPLIED =
      new LatestDraft(List.of(), LiquibaseRecord.NONE, Optional.empty());

  LatestDraft {
    applied = List.copyOf(applied);
  }

  /**
   * The draft of a history; empty when its latest migration is applied.
   *
   * @throws Refusal when the database has another history, more than the latest migration is
   *     pending, or the latest one is done in part
   * @throws EnvironmentFailure when the database cannot be reached
   */
  static Optional<LatestMigration> find(
      PlannableHistory history, DatabaseConnector connector, Project project) {
    LatestDraft database =
        connector.exists() ? connector.reading(session -> read(session, history)) : NOTHING_APPLIED;
    return database.of(history, HistoryAdvice.of(connector.isEmbedded(), project));
  }

  private static LatestDraft read(ReadSession session, PlannableHistory history) {
    return new LatestDraft(
        session.applied(),
        history.latest().isPresent() ? session.liquibase() : LiquibaseRecord.NONE,
        session.inProgress());
  }

  private Optional<LatestMigration> of(PlannableHistory history, HistoryAdvice advice) {
    Refusal.throwIf(
        liquibase.lock().isPresent()
            ? RefusalCode.LIQUIBASE_RUNNING
            : RefusalCode.LIQUIBASE_HALF_DONE,
        history
            .latest()
            .flatMap(
                latest -> LiquibaseLines.draftRefusal(liquibase, applied, latest.name().text())));
    refuseAppliedProblem(history);
    List<String> pending = pending(history, advice);
    if (pending.size() > 1) {
      throw new Refusal(
          RefusalCode.SEVERAL_PENDING,
          """
          More than one migration is pending: %s.
          plan can rewrite only the latest migration, so all others must be applied. %s\
          """
              .formatted(MigrationNames.of(pending), wayToApply(history)));
    }
    if (!pending.isEmpty()) {
      inProgress.ifPresent(LatestDraft::refuse);
    }
    return pending.isEmpty() ? Optional.empty() : history.latest();
  }

  /** Rewritten or renamed, the migration could not be finished. */
  private static void refuse(MigrationInProgress begun) {
    throw new Refusal(
        RefusalCode.DRAFT_IN_PROGRESS,
        """
        %s is in progress in the database: %d of %d stages are done. Finish it with `%s`, or take \
        it back with `mvn kizaki:abort`; then run `mvn kizaki:plan` again.\
        """
            .formatted(begun.name(), begun.done(), begun.stages(), ResumeCheck.command(begun)));
  }

  /** The next step, after which {@code apply} accepts the pending migrations. */
  private static String wayToApply(PlannableHistory history) {
    Optional<Migration> open =
        history.complete().migrations().stream()
            .filter(migration -> !migration.plan().isResolved())
            .findFirst();
    if (open.isPresent()) {
      return """
      Before that, the questions of %s must be answered. %s\
      """
          .formatted(open.get().name(), RebaseAdvice.forOpenQuestions(open.get().name()));
    }
    LatestMigration latest = history.latest().orElseThrow();
    if (latest.complete().isEmpty()) {
      return """
      Move the directory of %s out of the migrations, apply the others with `mvn kizaki:apply`, \
      move it back, then run `mvn kizaki:plan` again.\
      """
          .formatted(latest.name());
    }
    return latest.problem().isPresent()
        ? """
        Before that, the snapshot of %1$s must agree with its plan: run `mvn kizaki:rebase \
        -Dkizaki.rebase=%1$s`, which computes it again, then `mvn kizaki:apply`.\
        """
            .formatted(latest.name())
        : "Apply them with `mvn kizaki:apply`, then run `mvn kizaki:plan` again.";
  }

  private boolean isApplied(LatestMigration latest) {
    return applied.size() >= latest.number()
        && applied.get(latest.number() - 1).name().equals(latest.name().text());
  }

  /**
   * The names of the migrations that are not applied. An adopted one describes what is there, so it
   * is never rewritten, and whether it is applied does not matter.
   */
  private List<String> pending(PlannableHistory history, HistoryAdvice advice) {
    Set<String> adopted =
        history.complete().migrations().stream()
            .filter(each -> each.snapshot().adopted())
            .map(Migration::name)
            .collect(Collectors.toSet());
    return Stream.concat(
            AppliedHistory.pending(applied, history.complete().committed(), advice).stream()
                .map(CommittedMigration::name),
            history.latest().stream()
                .filter(latest -> latest.complete().isEmpty())
                .map(latest -> latest.name().text()))
        .filter(name -> !adopted.contains(name))
        .toList();
  }

  /** plan can correct an error in the latest migration only while no database has applied it. */
  private void refuseAppliedProblem(PlannableHistory history) {
    Optional<Refusal> problem =
        history.latest().filter(this::isApplied).flatMap(LatestMigration::appliedProblem);
    if (problem.isPresent()) {
      throw problem.get();
    }
  }
}
