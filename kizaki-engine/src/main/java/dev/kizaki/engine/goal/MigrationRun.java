package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.ApplyListener;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.DriftLines;
import dev.kizaki.engine.report.LiquibaseLines;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.List;
import java.util.Optional;

/**
 * Applies what a database lacks of a history: takes the lock, reads what is applied, compares the
 * catalog of the same moment with the history, and runs the pending migrations.
 *
 * @param last the number of the last migration to apply
 * @param allowDrift whether to apply although the database is not what its migrations made
 */
record MigrationRun(
    CommittedHistory history,
    int last,
    DatabaseSettings database,
    boolean allowDrift,
    RetryPolicy patience,
    ApplyListener listener) {
  static final String NOTHING = "Nothing to apply.";

  /** Applies the whole history to a database that has not drifted. */
  static MigrationRun ofAll(
      CommittedHistory history,
      DatabaseSettings database,
      Reporter reporter,
      ApplyListener listener) {
    return new MigrationRun(
        history, history.migrations().size(), database, false, patience(reporter), listener);
  }

  /** How long to wait, and how often to report slow work. */
  static RetryPolicy patience(Reporter reporter) {
    return reporter.atConsole() ? RetryPolicy.AT_A_CONSOLE : RetryPolicy.NORMAL;
  }

  /**
   * @return the names of the migrations that were applied
   * @throws Refusal when the database's history is another one, it has drifted, Liquibase is in the
   *     middle of a migration, or one fails
   */
  List<String> in(Sessions sessions) {
    DatabaseInspector look = new DatabaseInspector(database);
    try (Applier applier = Applier.open(sessions, ToolVersion.get(), patience, listener)) {
      List<SqlMigration> pending;
      try (ReadSession session = ReadSession.of(applier.read())) {
        pending = pending(applier.applied());
        if (pending.isEmpty()) {
          return List.of();
        }
        Refusal.throwIf(unready(look, session, applier.applied()));
      }
      return applier.apply(pending);
    }
  }

  private List<SqlMigration> pending(List<AppliedMigration> applied) {
    boolean embedded = database.location() instanceof DatabaseLocation.Embedded;
    AppliedHistory.pending(applied, history.committed(), embedded);
    return history.after(applied.size()).stream()
        .filter(migration -> migration.number() <= last)
        .map(new MigrationSql(history, database.schema())::of)
        .toList();
  }

  /**
   * Why nothing can be applied now. A plan is proven against the database that the migrations
   * before it made; what it does to any other database is unknown. A database that Liquibase is
   * changing, or left in the middle of a migration, is refused even where drift is allowed.
   */
  private Optional<String> unready(
      DatabaseInspector look, ReadSession session, List<AppliedMigration> applied) {
    Optional<String> unfinished =
        LiquibaseLines.refusal(session.liquibase(), applied, history.committed());
    return unfinished.isPresent() || allowDrift
        ? unfinished
        : DriftLines.refusal(look.compare(session, applied.size(), history), database.schema());
  }
}
