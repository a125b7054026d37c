package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.EarlyConnections;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.Baseline;
import dev.kizaki.engine.connect.BegunTakeovers;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.ExpressionDrift;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.connect.UncertainExpression;
import dev.kizaki.engine.connect.UncertainObjects;
import dev.kizaki.engine.history.HistoryFiles;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.online.OnlineChoice;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.DriftLines;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.engine.report.ReviewLines;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applies the pending migrations of a history to a database: takes the lock, reads which migrations
 * are applied, compares the catalog with the history in the same transaction, and runs the pending
 * migrations.
 *
 * @param last the number of the last migration to apply
 * @param allowDrift whether to apply although the database differs from what its migrations made
 * @param online which statements are carried out without blocking others
 * @param directory the migrations with their changelogs, which Liquibase may run meanwhile; absent
 *     if nothing runs in stages
 * @param progress prints what happens, and warns about what a migration deletes
 */
record MigrationRun(
    CommittedHistory history,
    int last,
    DatabaseSettings database,
    boolean allowDrift,
    OnlineSettings online,
    Optional<HistoryFiles> directory,
    Reporter reporter,
    ProgressLines progress) {
  static final String NOTHING = "Nothing to apply.";

  /** Applies the whole history to a database that has not drifted and that nobody else uses. */
  static MigrationRun ofAll(
      CommittedHistory history,
      DatabaseSettings database,
      Reporter reporter,
      ProgressLines progress) {
    return new MigrationRun(
        history,
        history.migrations().size(),
        database,
        false,
        OnlineSettings.NEVER,
        Optional.empty(),
        reporter,
        progress);
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
    return in(sessions, Optional.empty());
  }

  /**
   * Does the same with connections that were begun before.
   *
   * @param early absent to connect now
   */
  List<String> in(Sessions sessions, Optional<EarlyConnections> early) {
    Applied first = run(sessions, early);
    if (!first.more()) {
      return first.names();
    }
    Applied next = run(sessions, Optional.empty());
    return Stream.concat(first.names().stream(), next.names().stream()).toList();
  }

  /**
   * What a run has applied.
   *
   * @param more whether it has only finished what an earlier run had begun, and others follow: they
   *     are compared with the database and checked when it has that migration
   */
  private record Applied(List<String> names, boolean more) {}

  private Applied run(Sessions sessions, Optional<EarlyConnections> early) {
    DatabaseInspector inspector = new DatabaseInspector(database);
    MigrationSql sql = new MigrationSql(history, database.schema());
    try (Applier applier =
        Applier.open(sessions, early, ToolVersion.get(), retryPolicy(), progress)) {
      List<Migration> pending;
      PreparedMigrations prepared;
      List<UncertainExpression> uncertain;
      Optional<String> barrier;
      try (ReadSession session = ReadSession.of(applier.read())) {
        pending = pending(applier.applied());
        Optional<MigrationInProgress> begun =
            session.inProgress().filter(each -> each.number() <= last);
        if (pending.isEmpty() && begun.isEmpty()) {
          return new Applied(List.of(), false);
        }
        List<SqlMigration> migrations = sql.ofAll(pending);
        if (begun.isPresent()) {
          Takeovers takeovers =
              BegunTakeovers.of(begun.get(), pending.stream().findFirst(), sql, session);
          List<SqlMigration> next = migrations.stream().limit(1).map(takeovers::appliedTo).toList();
          return new Applied(applier.apply(next, takeovers, online), migrations.size() > 1);
        }
        prepared =
            PreparedMigrations.of(
                migrations, history, session, applier.applied(), inspector, allowDrift);
        Refusal.throwAny(prepared.unready());
        Refusal.throwAny(prepared.wrongSql());
        barrier = barrier(session, pending);
        uncertain = uncertain(prepared, session, applier.applied().size(), inspector);
      }
      requireExpressions(uncertain, prepared.baseline(), inspector, sessions);
      prepared.baseline().ifPresent(each -> progress.announce(each.migration(), each.done()));
      progress.warnWhenStarting(losses(pending, sql.losses(pending)));
      barrier
          .filter(any -> mayRunOnline(prepared.all()))
          .ifPresent(reason -> reporter.warn("Nothing runs online, because %s.".formatted(reason)));
      return new Applied(
          applier.apply(
              prepared.all(),
              prepared.takeovers(),
              barrier.isPresent() ? OnlineSettings.NEVER : online),
          false);
    }
  }

  private Optional<String> barrier(ReadSession session, List<Migration> pending) {
    return directory.flatMap(
        each -> UnguardedChangelogs.reason(session.liquibase(), pending, each));
  }

  private boolean mayRunOnline(List<SqlMigration> migrations) {
    return online.mode() != OnlineSettings.Mode.NEVER
        && migrations.stream().anyMatch(each -> !OnlineChoice.tables(each).isEmpty());
  }

  /**
   * The catalog comparison cannot tell whether expressions have the same meaning. They are compared
   * before a migration keeps what PostgreSQL prints of them, and before a baseline.
   */
  private List<UncertainExpression> uncertain(
      PreparedMigrations prepared, ReadSession session, int applied, DatabaseInspector inspector) {
    boolean keeps = prepared.all().stream().anyMatch(each -> !each.forms().isEmpty());
    int like = prepared.baseline().isPresent() ? 1 : applied;
    return keeps && like > 0 && !(allowDrift && prepared.baseline().isEmpty())
        ? inspector.uncertainExpressions(session, applied, like, history::snapshot, true)
        : List.of();
  }

  private void requireExpressions(
      List<UncertainExpression> uncertain,
      Optional<Baseline> baseline,
      DatabaseInspector inspector,
      Sessions sessions) {
    ExpressionDrift expressions = ExpressionDrift.of(uncertain, sessions, baseline.isPresent());
    CatalogComparison catalog = new CatalogComparison(expressions.drift(), List.of());
    Optional<UncertainObjects> unknown = UncertainObjects.of(expressions, baseline.isPresent());
    if (baseline.isPresent() && unknown.isPresent()) {
      throw new Refusal(
          expressions.mayCompare() ? RefusalCode.BASELINE_DIFFERS : RefusalCode.RIGHTS_MISSING,
          unknown.get().text());
    }
    if (!catalog.drift().isEmpty()) {
      throw baseline
          .map(
              each ->
                  new Refusal(
                      RefusalCode.BASELINE_DIFFERS,
                      DriftLines.refusalOfBaseline(each.migration(), catalog, inspector.schema())))
          .orElseGet(
              () ->
                  new Refusal(
                      RefusalCode.DATABASE_DRIFTED,
                      DriftLines.refusal(catalog, inspector.schema()).orElseThrow()));
    }
    unknown.map(UncertainObjects::text).ifPresent(reporter::warn);
  }

  /** What each migration deletes, by its name. */
  static Map<String, List<String>> losses(List<Migration> pending, List<LossCount> counts) {
    return pending.stream()
        .collect(Collectors.toMap(Migration::name, each -> ReviewLines.losses(each, counts)));
  }

  private List<Migration> pending(List<AppliedMigration> applied) {
    boolean embedded = database.location() instanceof DatabaseLocation.Embedded;
    AppliedHistory.requireBeginning(applied, history.committed(), embedded);
    return history.after(applied.size()).stream()
        .filter(migration -> migration.number() <= last)
        .toList();
  }
}
