package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.project.OpenQuestion;
import dev.kizaki.engine.report.StatementLines;
import dev.kizaki.engine.text.RebaseAdvice;
import java.util.List;

/** Reports what {@code rebase} wrote, and the next steps. */
public record RebaseReport(Reporter reporter, MigrationsDirectory directory) {
  /** Reports a migration that moved, and returns how many questions are open in it. */
  public int moved(RebasedHistory.Move move) {
    String from = directory.shown(move.from());
    if (move.to().isEmpty()) {
      reporter.info(
          move.givenUp()
              ? "Removed %s/ because nothing is left of it.".formatted(from)
              : "Removed %s/ because the migrations up to %s already make all of its changes."
                  .formatted(from, move.onTopOf()));
      return 0;
    }
    Migration to = move.to().get();
    reporter.info(
        "Rebased %s/ to %s/ on top of %s."
            .formatted(from, directory.shown(to.name()), move.onTopOf()));
    for (PlanStatement statement : move.done()) {
      reporter.info("Left out, because it is already done:");
      StatementLines.of(StatementText.of(statement)).forEach(reporter::info);
    }
    return open(to);
  }

  /** Reports a migration of a history without a fork whose files changed. */
  public void recomputed(RecomputedMigrations.Outcome outcome) {
    String old = directory.shown(outcome.old().name());
    if (outcome.result().isEmpty()) {
      reporter.info("Removed %s/ because nothing is left of it.".formatted(old));
      return;
    }
    String name = directory.shown(outcome.result().get().name());
    reporter.info(
        name.equals(old)
            ? "Recomputed the snapshot of %s/".formatted(name)
            : "Renamed %s/ to %s/".formatted(old, name));
  }

  /** Reports the open questions of a migration, and returns how many there are. */
  public int open(Migration migration) {
    List<OpenQuestion> open =
        OpenQuestion.of(
            migration.planText(), directory.shown(migration.name()) + "/plan.migration");
    open.forEach(question -> reporter.warn("Resolve " + question));
    return open.size();
  }

  /** A database that has applied a migration under a name which is gone must be made again. */
  public void reset(List<String> gone) {
    if (!gone.isEmpty()) {
      reporter.info(
          "If a local database has applied %s, run `mvn kizaki:reset` on it."
              .formatted(String.join(", ", gone)));
    }
  }

  /** The comments that were lost, the changelogs, and the ways to answer what is still open. */
  public void nextSteps(RecomputedMigrations recomputed, List<Migration> written) {
    recomputed.lost().forEach(comment -> reporter.warn("No longer applies: // " + comment));
    changelogs(written);
    recomputed.outcomes().stream()
        .flatMap(outcome -> outcome.result().stream())
        .filter(migration -> !migration.plan().isResolved())
        .findFirst()
        .ifPresent(
            migration ->
                reporter.info(
                    RebaseAdvice.forOpenQuestions(migration.name(), recomputed.example())));
  }

  /**
   * A change set's id contains the migration's name, and a changelog contains its digest: both
   * change when a migration moves.
   */
  private void changelogs(List<Migration> written) {
    boolean outdated =
        directory.master().isPresent()
            || written.stream().anyMatch(each -> directory.changelog(each.name()).isPresent());
    if (outdated && !written.isEmpty()) {
      reporter.info(
          "Run `mvn kizaki:changelog` next, because their Liquibase changelogs are outdated.");
    }
  }
}
