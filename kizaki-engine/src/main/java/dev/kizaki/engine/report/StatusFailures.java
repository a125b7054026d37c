package dev.kizaki.engine.report;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.api.UnreadableDatabase;
import dev.kizaki.engine.apply.ResumeCheck;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.connect.DatabaseStatus;
import dev.kizaki.engine.history.MigrationNames;
import dev.kizaki.engine.text.Plurals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which states of a status fail the build.
 *
 * @param failOn the states that fail the build
 */
public record StatusFailures(StatusReport report, Set<FailOn> failOn) {
  private static final String HISTORY = "History: ";

  /** One sentence for each state that fails the build, in the order of the status lines. */
  public List<String> sentences() {
    List<String> failures = new ArrayList<>();
    if (fails(FailOn.HISTORY)) {
      failures.addAll(history());
    }
    add(failures, FailOn.PENDING, pending());
    add(failures, FailOn.DRIFT, drift());
    add(failures, FailOn.UNRESOLVED, unresolved());
    add(failures, FailOn.CHANGELOG, changelog());
    add(failures, FailOn.DATABASE, incomparable().or(this::databaseDrift));
    return failures;
  }

  /**
   * Why the database could not be asked, if that fails the build. A database that somebody named,
   * or that exists in the project, must answer. One that answers, and cannot be read, is only
   * required where the failing states need it.
   */
  public Optional<EnvironmentFailure> unusableDatabase() {
    return report
        .reading()
        .failure()
        .filter(failure -> needsDatabase(failOn) || !(failure instanceof UnreadableDatabase));
  }

  /** Whether one of these states cannot be known without a database. */
  public static boolean needsDatabase(Set<FailOn> failOn) {
    return failOn.contains(FailOn.PENDING) || failOn.contains(FailOn.DATABASE);
  }

  private void add(List<String> failures, FailOn state, Optional<String> sentence) {
    if (fails(state)) {
      sentence.ifPresent(failures::add);
    }
  }

  boolean fails(FailOn state) {
    return failOn.contains(state);
  }

  /** All problems of the history. */
  List<String> history() {
    return report.historyProblems().stream().map(HISTORY::concat).toList();
  }

  Optional<String> pending() {
    return report.knownPending().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Pending: %s; %s".formatted(MigrationNames.of(report.knownPending()), pendingRemedy()));
  }

  /** What has to be done before {@code apply} accepts the pending migrations. */
  private String pendingRemedy() {
    if (!report.halfDone().isEmpty()) {
      return "first see to the migration that is half done.";
    }
    if (!report.unresolved().isEmpty()) {
      return "answer the open %s first, then run `mvn kizaki:apply`."
          .formatted(report.unresolved().size() == 1 ? "question" : "questions");
    }
    if (databaseDrift().isPresent()) {
      return "first see to the drift of the database, then run `mvn kizaki:apply`.";
    }
    if (!report.database().map(DatabaseStatus::expanded).orElse(List.of()).isEmpty()) {
      return "first see to the migration that is expanded.";
    }
    return "run `%s`."
        .formatted(
            report
                .database()
                .flatMap(DatabaseStatus::inProgress)
                .map(ResumeCheck::command)
                .orElse("mvn kizaki:apply"));
  }

  Optional<String> drift() {
    return report.sourceDrift().orElse(List.of()).isEmpty()
        ? Optional.empty()
        : Optional.of(
            """
            The schema is ahead of the committed history; run `mvn kizaki:plan` and commit what it \
            writes.\
            """);
  }

  private Optional<String> unresolved() {
    return report.unresolved().isEmpty()
        ? Optional.empty()
        : Optional.of(
            """
            The history has %s; replace each [RESOLVE] in the plan, or answer with `mvn \
            kizaki:plan -Dkizaki.resolve="…"`, and questions of a rebase with `mvn kizaki:rebase \
            -Dkizaki.resolve="…"`.\
            """
                .formatted(Plurals.count(report.unresolved().size(), "open question")));
  }

  Optional<String> changelog() {
    return report.changelog().isEmpty()
        ? Optional.empty()
        : Optional.of(
            """
            The Liquibase changelogs do not match the history; run `mvn kizaki:changelog` and \
            commit what it writes.\
            """);
  }

  /** How far a migration is that runs in stages, and how to go on. */
  Optional<String> inProgress() {
    return report
        .database()
        .flatMap(DatabaseStatus::inProgress)
        .map(
            begun ->
                InProgressLine.of(
                    begun, report.database().flatMap(DatabaseStatus::lockHolder).isPresent()));
  }

  /** Why the database was read, but its catalog could not be compared with the history. */
  private Optional<String> incomparable() {
    if (report.database().isEmpty() || report.database().get().catalog().isPresent()) {
      return Optional.empty();
    }
    if (!report.halfDone().isEmpty()) {
      return Optional.of(
          "The database cannot be compared with its migrations while one of them is half done.");
    }
    if (!report.historyProblems().isEmpty()) {
      return Optional.of("The database cannot be compared with a broken history.");
    }
    return inProgress()
        .map(
            any -> "The database cannot be compared with its migrations while one is in progress.");
  }

  Optional<String> databaseDrift() {
    return report
        .database()
        .flatMap(DatabaseStatus::catalog)
        .map(CatalogComparison::drift)
        .filter(drift -> !drift.isEmpty())
        .map(
            drift ->
                report
                        .database()
                        .flatMap(DatabaseStatus::baseline)
                        .map(baseline -> DriftLines.heading(baseline.migration()))
                        .orElse("The database differs from what its migrations made.")
                    + " "
                    + DriftLines.REMEDY);
  }
}
