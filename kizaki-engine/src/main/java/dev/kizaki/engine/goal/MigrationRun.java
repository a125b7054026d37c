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
import dev.kizaki.engine.connect.PendingComparison;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.DataLossLines;
import dev.kizaki.engine.report.ReviewLines;
import dev.kizaki.engine.report.TakeoverLines;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.takeover.SqlText;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies the pending migrations of a history to a database: takes the lock, reads which migrations
 * are applied, compares the catalog with the history in the same transaction, and runs the pending
 * migrations.
 *
 * @param last the number of the last migration to apply
 * @param allowDrift whether to apply although the database differs from what its migrations made
 * @param reporter receives the warnings about what a migration deletes
 */
record MigrationRun(
    CommittedHistory history,
    int last,
    DatabaseSettings database,
    boolean allowDrift,
    Reporter reporter,
    ApplyListener listener) {
  static final String NOTHING = "Nothing to apply.";

  /** Applies the whole history to a database that has not drifted. */
  static MigrationRun ofAll(
      CommittedHistory history,
      DatabaseSettings database,
      Reporter reporter,
      ApplyListener listener) {
    return new MigrationRun(
        history, history.migrations().size(), database, false, reporter, listener);
  }

  /** How long to wait and retry, and how often to report slow work. */
  private RetryPolicy retryPolicy() {
    return reporter.atConsole() ? RetryPolicy.AT_A_CONSOLE : RetryPolicy.NORMAL;
  }

  /**
   * @return the names of the migrations that were applied
   * @throws Refusal when the database has another history, it has drifted, Liquibase has applied a
   *     migration only in part, or a migration fails
   */
  List<String> in(Sessions sessions) {
    DatabaseInspector inspector = new DatabaseInspector(database);
    MigrationSql sql = new MigrationSql(history, database.schema());
    Map<String, List<String>> losses = new HashMap<>();
    ApplyListener warning =
        new DataLossLines(listener, reporter, each -> losses.getOrDefault(each.name(), List.of()));
    try (Applier applier = Applier.open(sessions, ToolVersion.get(), retryPolicy(), warning)) {
      List<Migration> pending;
      List<SqlMigration> scripts;
      Takeovers takeovers;
      try (ReadSession session = ReadSession.of(applier.read())) {
        pending = pending(applier.applied());
        if (pending.isEmpty()) {
          return List.of();
        }
        int applied = applier.applied().size();
        PendingComparison comparison =
            allowDrift
                ? inspector.compareIfReadable(session, applied, history)
                : inspector.compare(session, applied, history);
        Refusal.throwAny(
            new UnreadyDatabase(applier.applied(), last, allowDrift, database.schema(), sql::irreversible)
                .refusal(session.liquibase(), history.committed(), comparison));
        takeovers = comparison.takeovers();
        scripts = pending.stream().map(sql::of).toList();
        Refusal.throwAny(
            UnreadyDatabase.ofSql(
                TakeoverLines.sqlRefusal(
                    session.prepare(
                        SqlText.of(comparison.pending(), scripts, takeovers, database.schema())))));
      }
      List<LossCount> counts = sql.losses(pending);
      pending.forEach(each -> losses.put(each.name(), ReviewLines.losses(each, counts)));
      return applier.apply(scripts.stream().map(takeovers::appliedTo).toList(), takeovers);
    }
  }

  private List<Migration> pending(List<AppliedMigration> applied) {
    boolean embedded = database.location() instanceof DatabaseLocation.Embedded;
    AppliedHistory.pending(applied, history.committed(), embedded);
    return history.after(applied.size()).stream()
        .filter(migration -> migration.number() <= last)
        .toList();
  }
}
