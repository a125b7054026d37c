package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.connect.Baseline;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.PendingComparison;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.DriftLines;
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
import java.util.stream.Stream;

/**
 * The pending migrations, and what a database shows about them before the first one runs.
 *
 * @param all the migrations, without the steps whose effect is in the database already
 * @param takeovers the statements with such steps
 * @param unready why nothing can be applied to the database
 * @param wrongSql why the SQL of the plans cannot run; empty if nothing is known to be wrong with
 *     it
 * @param baseline the adopted migration among them that is recorded without being run
 * @param uncheckedSql a line for each SQL text that is checked only at the turn of its statement,
 *     by the number of its migration
 */
record PreparedMigrations(
    List<SqlMigration> all,
    Takeovers takeovers,
    Optional<Refusal> unready,
    Optional<Refusal> wrongSql,
    Optional<Baseline> baseline,
    Map<Integer, Map<PlanStatementRef, String>> uncheckedSql) {
  PreparedMigrations {
    all = List.copyOf(all);
    Objects.requireNonNull(takeovers, "takeovers");
    Objects.requireNonNull(unready, "unready");
    Objects.requireNonNull(wrongSql, "wrongSql");
    Objects.requireNonNull(baseline, "baseline");
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
      return new PreparedMigrations(
          pending, Takeovers.NONE, liquibase, Optional.empty(), Optional.empty(), Map.of());
    }
    Optional<Baseline> baseline =
        pending.isEmpty()
            ? Optional.empty()
            : inspector.baseline(
                session, applied.size(), history.committed(), history::snapshot, true);
    if (baseline.filter(each -> !each.matches()).isPresent()) {
      Refusal differs =
          new Refusal(
              RefusalCode.BASELINE_DIFFERS,
              DriftLines.refusalOfBaseline(
                  baseline.get().migration(), baseline.get().catalog(), inspector.schema()));
      return new PreparedMigrations(
          pending, Takeovers.NONE, Optional.of(differs), Optional.empty(), baseline, Map.of());
    }
    return compared(
        baseline.isPresent() ? recordedOnly(pending) : pending,
        history,
        session,
        baseline.isPresent() ? 1 : applied.size(),
        inspector,
        allowDrift,
        baseline);
  }

  /**
   * The migrations, of which the first one has no steps, so that only its history row is written.
   */
  private static List<SqlMigration> recordedOnly(List<SqlMigration> pending) {
    return Stream.concat(Stream.of(pending.get(0).withSteps(List.of())), pending.stream().skip(1))
        .toList();
  }

  /**
   * @param applied the number of migrations whose effect the database has
   */
  private static PreparedMigrations compared(
      List<SqlMigration> pending,
      CommittedHistory history,
      ReadSession session,
      int applied,
      DatabaseInspector inspector,
      boolean allowDrift,
      Optional<Baseline> baseline) {
    boolean recorded = baseline.isEmpty();
    PendingComparison comparison =
        allowDrift
            ? inspector.compareIfReadable(session, applied, recorded, history)
            : inspector.compare(session, applied, recorded, history);
    Takeovers takeovers = comparison.takeovers();
    int last = pending.isEmpty() ? applied : pending.get(pending.size() - 1).number();
    Optional<Refusal> unready =
        TakeoverLines.refusal(comparison, last, allowDrift, applied > 0, inspector.schema())
            .map(message -> new Refusal(code(comparison, allowDrift), message));
    List<SqlText> texts =
        unready.isPresent()
            ? List.of()
            : SqlText.of(
                comparison.pending(),
                pending.stream().filter(each -> each.number() > applied).toList(),
                takeovers,
                inspector.schema());
    Map<SqlText, CheckOutcome> outcomes = session.prepare(texts);
    return new PreparedMigrations(
        pending.stream().map(takeovers::appliedTo).toList(),
        takeovers,
        unready,
        SqlTextLines.refusal(outcomes).map(message -> new Refusal(RefusalCode.PLAN_SQL, message)),
        baseline,
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
