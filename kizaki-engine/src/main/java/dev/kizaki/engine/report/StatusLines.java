package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.connect.Baseline;
import dev.kizaki.engine.connect.DatabaseStatus;
import dev.kizaki.engine.connect.UncertainObjects;
import dev.kizaki.engine.text.Plurals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A status as lines for people. A sentence that fails the build is not printed here, because the
 * build's failure prints it.
 */
public final class StatusLines {
  public static final String NONE = "none";
  private static final String UNKNOWN_SOURCES = "unknown (no sources)";
  private static final String UNKNOWN_HISTORY = "unknown (broken history)";

  private final StatusReport report;
  private final StatusFailures failures;
  private final String schema;

  /**
   * @param schema the PostgreSQL schema that the SQL against drift names
   */
  public StatusLines(StatusReport report, StatusFailures failures, String schema) {
    this.report = report;
    this.failures = failures;
    this.schema = schema;
  }

  public void printTo(Reporter reporter) {
    reporter.info("Latest committed: " + latestCommitted());
    reporter.info("Latest applied: " + report.reading().latest());
    failures.inProgress().ifPresent(reporter::warn);
    report
        .database()
        .map(DatabaseStatus::expanded)
        .orElse(List.of())
        .forEach(each -> reporter.info(InProgressLine.ofExpanded(each)));
    sourceDrift(reporter);
    problems().forEach(problem -> problem.lines().forEach(reporter::warn));
    report.database().ifPresent(state -> database(state, reporter));
  }

  private String latestCommitted() {
    return report
        .latestFolder()
        .orElse(report.unreadableHistory().isPresent() ? UNKNOWN_HISTORY : NONE);
  }

  private void sourceDrift(Reporter reporter) {
    if (report.sourceDrift().isEmpty()) {
      reporter.info(
          "Source drift: "
              + (report.unreadableHistory().isPresent() ? UNKNOWN_HISTORY : UNKNOWN_SOURCES));
      return;
    }
    List<String> statements = report.sourceDrift().get();
    reporter.info(
        "Source drift: "
            + (statements.isEmpty() ? NONE : Plurals.count(statements.size(), "change")));
    statements.forEach(each -> StatementLines.of(each).forEach(reporter::info));
    unlessFailing(FailOn.DRIFT, failures.drift(), reporter::info);
  }

  /** All problems except drift of the database's catalog. */
  private List<String> problems() {
    List<String> lines = new ArrayList<>();
    if (!failures.fails(FailOn.HISTORY)) {
      lines.addAll(failures.history());
    }
    if (failures.unusableDatabase().isEmpty()) {
      report.reading().unreadable().ifPresent(problem -> lines.add("Database: " + problem));
    }
    unlessFailing(FailOn.PENDING, failures.pending(), lines::add);
    report.unresolved().forEach(question -> lines.add("Unresolved: " + question));
    report.changelog().forEach(problem -> lines.add("Changelog: " + problem));
    unlessFailing(FailOn.CHANGELOG, failures.changelog(), lines::add);
    return lines;
  }

  /** Locks, and how the catalog differs from what the applied migrations made. */
  private void database(DatabaseStatus state, Reporter reporter) {
    state.lockHolder().ifPresent(holder -> reporter.warn("Lock: held by " + holder.description()));
    state
        .liquibase()
        .lock()
        .ifPresent(lock -> reporter.warn("Lock: Liquibase's, held by " + lock.description()));
    if (state.catalog().isEmpty()) {
      return;
    }
    CatalogComparison catalog = state.catalog().get();
    state.baseline().filter(Baseline::matches).map(Baseline::foretold).ifPresent(reporter::info);
    DriftLines.of(catalog, schema).forEach(reporter::warn);
    unlessFailing(FailOn.DATABASE, failures.databaseDrift(), reporter::warn);
    state.notCompared().map(UncertainObjects::text).ifPresent(reporter::info);
    if (!catalog.unmanaged().isEmpty()) {
      reporter.info("Unmanaged: " + catalog.unmanagedText());
    }
  }

  private void unlessFailing(FailOn state, Optional<String> sentence, Consumer<String> printer) {
    if (!failures.fails(state)) {
      sentence.ifPresent(printer);
    }
  }
}
