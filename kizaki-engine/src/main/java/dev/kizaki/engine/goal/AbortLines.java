package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.jdbc.MigrationInProgress;

/** What {@code abort} prints about a migration that it takes back. */
record AbortLines(Reporter reporter) {
  void begin(MigrationInProgress begun, AbortWork work) {
    reporter.info(
        begun.isExpanded()
            ? "Taking back %s, which is expanded.".formatted(begun.name())
            : "Taking back %s, of which %d of %d stages are done."
                .formatted(begun.name(), begun.done(), begun.stages()));
    for (int i = work.takenBack().size() - 1; i >= 0; i--) {
      reporter.info("  " + work.takenBack().get(i));
    }
    work.kept().forEach(each -> reporter.info("Stays: %s.".formatted(each)));
  }

  void end(MigrationInProgress begun, AbortWork work) {
    reporter.info(
        work.kept().isEmpty()
            ? "Aborted %s: the database is as it was before.".formatted(begun.name())
            : "Aborted %s: the database is as it was before, but for what stays."
                .formatted(begun.name()));
  }
}
