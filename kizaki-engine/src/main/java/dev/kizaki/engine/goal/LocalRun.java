package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connect.HistoryAdvice;
import dev.kizaki.engine.connect.LocalDatabases;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.SeedTransaction;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.SeedFiles;
import dev.kizaki.engine.text.Plurals;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a goal does with the embedded database around the migrations: it takes back the parked
 * database of a branch, and runs the seeds in a new database. A configured database stays as it is.
 *
 * @param open the database
 * @param command the command of the goal, which a refusal says to run again
 */
record LocalRun(Project project, DatabaseHandle open, String command, Reporter reporter) {

  /** What is known about the database before the migrations. */
  private record Before(List<AppliedMigration> applied, boolean seedsPending) {}

  /**
   * Takes back a parked database if the history of the current one does not fit.
   *
   * @param kind the advice if no parked database fits
   * @throws Refusal when none fits, or others use the current database
   */
  void takeBack(List<CommittedMigration> committed, HistoryAdvice.Kind kind) {
    Optional<LocalDatabases> local = open.local(command, reporter);
    if (local.isPresent() && !local.get().takeBack(committed)) {
      AppliedHistory.requireBeginning(
          before().applied(), committed, HistoryAdvice.of(kind, project));
    }
  }

  /**
   * Runs the migrations, and then the seeds if the database is new.
   *
   * @param migrations applies pending migrations and returns their names
   * @return the names of the migrations that were applied
   * @throws Refusal when a seed file cannot be used or a seed fails; then the database has the
   *     migrations and no seeds
   */
  List<String> migrate(CommittedHistory history, Supplier<List<String>> migrations) {
    if (open.running().isEmpty()) {
      return migrations.get();
    }
    Before before = before();
    boolean isNew = before.applied().isEmpty() && !history.migrations().isEmpty();
    if (!isNew && !before.seedsPending()) {
      return migrations.get();
    }
    SeedFiles seeds = SeedFiles.read(project);
    if (isNew && seeds.files() > 0) {
      SeedTransaction.note(open.sessions());
    }
    List<String> done = migrations.get();
    if (before().applied().size() < history.migrations().size()) {
      return done; // the seeds are written for the whole history
    }
    if (SeedTransaction.runIfNoted(
        open.sessions(),
        seeds.statements(),
        """
        The database has all migrations and no seeds. Correct the file and run `%s` again, which \
        runs the seeds.\
        """
            .formatted(command))) {
      report(project, seeds, reporter);
    }
    return done;
  }

  /** Reports which seeds ran. */
  static void report(Project project, SeedFiles seeds, Reporter reporter) {
    if (seeds.files() > 0) {
      reporter.info(
          "Seeded from %s: %s, %s."
              .formatted(
                  SeedFiles.shown(project),
                  Plurals.count(seeds.files(), "file"),
                  Plurals.count(seeds.statements().size(), "statement")));
    }
  }

  private Before before() {
    try (ReadSession session = ReadSession.open(open.sessions())) {
      return new Before(session.applied(), session.seedsPending());
    }
  }
}
