package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.PendingComparison;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.LiquibaseLines;
import dev.kizaki.engine.report.SqlTextLines;
import dev.kizaki.engine.report.TakeoverLines;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.takeover.SqlText;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pending migrations, and what a database shows about them before the first one runs.
 *
 * @param all the migrations, without the steps whose effect is in the database already
 * @param takeovers the statements with such steps
 * @param unready why nothing can be applied to the database
 * @param wrongSql why the SQL of the plans cannot run; empty if nothing is known to be wrong with
 *     it
 * @param uncheckedSql a line for each SQL text that is checked only at the turn of its statement,
 *     by the number of its migration
 */
record PreparedMigrations(
    List<SqlMigration> all,
    Takeovers takeovers,
    Optional<Refusal> unready,
    Optional<Refusal> wrongSql,
    Map<Integer, Map<PlanStatementRef, String>> uncheckedSql) {
  PreparedMigrations {
    all = List.copyOf(all);
    Objects.requireNonNull(takeovers, "takeovers");
    Objects.requireNonNull(unready, "unready");
    Objects.requireNonNull(wrongSql, "wrongSql");
    uncheckedSql = Map.copyOf(uncheckedSql);
  }

  /**
   * Compares the database with the history in the transaction of the session. A plan is proven
   * against the database that the migrations before it made; what it does to any other database is
   * unknown.
   *
   * <p>A database that Liquibase is changing, or in which it has applied a migration only in part,
   * is not compared: what differs there is the work of Liquibase. It is refused even if drift is
   * allowed, and so is an object that is in the way of a statement.
   *
   * @param applied the applied migrations, which are the first ones of the history
   * @param pending the migrations to apply; more can follow them
   * @param allowDrift whether to apply although the database differs from what its migrations made
   */
  static PreparedMigrations of(
      List<SqlMigration> pending,
      CommittedHistory history,
      ReadSession session,
      List<AppliedMigration> applied,
      DatabaseInspector inspector,
      boolean allowDrift) {
    Optional<Refusal> liquibase =
        LiquibaseLines.refusal(
                session.liquibase(),
                applied,
                history.committed(),
                new MigrationSql(history, inspector.schema())::irreversible)
            .map(message -> new Refusal(liquibaseCode(session), message));
    if (liquibase.isPresent()) {
      return new PreparedMigrations(pending, Takeovers.NONE, liquibase, Optional.empty(), Map.of());
    }
    PendingComparison comparison =
        allowDrift
            ? inspector.compareIfReadable(session, applied.size(), history)
            : inspector.compare(session, applied.size(), history);
    Takeovers takeovers = comparison.takeovers();
    int last = applied.size() + pending.size();
    Optional<Refusal> unready =
        TakeoverLines.refusal(comparison, last, allowDrift, !applied.isEmpty(), inspector.schema())
            .map(message -> new Refusal(code(comparison, allowDrift), message));
    List<SqlText> texts =
        unready.isPresent()
            ? List.of()
            : SqlText.of(comparison.pending(), pending, takeovers, inspector.schema());
    Map<SqlText, CheckOutcome> outcomes = session.prepare(texts);
    return new PreparedMigrations(
        pending.stream().map(takeovers::appliedTo).toList(),
        takeovers,
        unready,
        SqlTextLines.refusal(outcomes).map(message -> new Refusal(RefusalCode.PLAN_SQL, message)),
        SqlTextLines.unchecked(texts, outcomes));
  }

  private static RefusalCode liquibaseCode(ReadSession session) {
    return session.liquibase().lock().isPresent()
        ? RefusalCode.LIQUIBASE_RUNNING
        : RefusalCode.LIQUIBASE_HALF_DONE;
  }

  /** The drift comes first in the message, so it gives the code. */
  private static RefusalCode code(PendingComparison comparison, boolean allowDrift) {
    return !allowDrift && !comparison.catalog().drift().isEmpty()
        ? RefusalCode.DATABASE_DRIFTED
        : RefusalCode.OBJECTS_IN_THE_WAY;
  }
}
