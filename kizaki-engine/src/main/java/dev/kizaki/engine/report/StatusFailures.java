package dev.kizaki.engine.report;

import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.connect.DatabaseStatus;
import dev.kizaki.engine.text.Plurals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what of a status fails the build.
 *
 * @param failOn the states that do
 */
public record StatusFailures(StatusReport report, Set<FailOn> failOn) {
  private static final String BROKEN = "The history is broken; see the line `History:` above.";

  /** The sentences that fail the build, in the order in which the status was found. */
  public List<String> sentences() {
    List<String> failures = new ArrayList<>();
    if (fails(FailOn.HISTORY)) {
      report.unreadableHistory().ifPresent(any -> failures.add(BROKEN));
      if (!report.halfDone().isEmpty()) {
        failures.add("A migration is half done; see the line `History:` above.");
      }
      report.mismatch().ifPresent(any -> failures.add(BROKEN));
    }
    add(failures, FailOn.PENDING, pending());
    add(failures, FailOn.DRIFT, drift());
    add(failures, FailOn.UNRESOLVED, unresolved());
    add(failures, FailOn.CHANGELOG, changelog());
    add(failures, FailOn.DATABASE, incomparable().or(this::databaseDrift));
    return failures;
  }

  private void add(List<String> failures, FailOn state, Optional<String> sentence) {
    if (fails(state)) {
      sentence.ifPresent(failures::add);
    }
  }

  boolean fails(FailOn state) {
    return failOn.contains(state);
  }

  Optional<String> pending() {
    return report.knownPending().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s not applied; %s"
                .formatted(
                    Plurals.count(report.knownPending().size(), "migration"),
                    report.halfDone().isEmpty()
                        ? "run `mvn kizaki:apply`."
                        : "see the line `History:` above."));
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
            %s in the history; replace each [RESOLVE] in the plan, or answer with `mvn \
            kizaki:plan -Dkizaki.resolve="…"`.\
            """
                .formatted(Plurals.count(report.unresolved().size(), "open question")));
  }

  Optional<String> changelog() {
    return report.changelog().isEmpty()
        ? Optional.empty()
        : Optional.of(
            """
            The Liquibase changelogs are not those of the history; run `mvn kizaki:changelog` and \
            commit what it writes.\
            """);
  }

  /** Why the catalog was compared with nothing. */
  private Optional<String> incomparable() {
    if (report.database().isEmpty() || report.database().get().catalog().isPresent()) {
      return Optional.empty();
    }
    if (!report.halfDone().isEmpty()) {
      return Optional.of(
          "The database cannot be held against its migrations while one is half done.");
    }
    return report.historyProblems().isEmpty()
        ? Optional.empty()
        : Optional.of("The database cannot be held against a broken history.");
  }

  Optional<String> databaseDrift() {
    return report
        .database()
        .flatMap(DatabaseStatus::catalog)
        .map(CatalogComparison::drift)
        .filter(drift -> !drift.isEmpty())
        .map(drift -> "The database is not what its migrations made. " + DriftLines.REMEDY);
  }
}
