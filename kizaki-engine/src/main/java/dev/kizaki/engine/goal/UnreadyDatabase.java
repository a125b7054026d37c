package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.connect.PendingComparison;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.report.LiquibaseLines;
import dev.kizaki.engine.report.TakeoverLines;
import java.util.List;
import java.util.Optional;

/**
 * Why nothing can be applied to a database as it is now. A plan is proven against the database that
 * the migrations before it made; what it does to any other database is unknown. A database that
 * Liquibase is changing, or in which it has applied a migration only in part, is refused even if
 * drift is allowed. So is one that has something in the way of a statement.
 *
 * @param applied the migrations that are applied
 * @param last the number of the last migration to apply
 * @param allowDrift whether to apply although the database has drifted
 * @param schema the schema in the database
 * @param irreversible the change sets that Liquibase cannot roll back
 */
record UnreadyDatabase(
    List<AppliedMigration> applied,
    int last,
    boolean allowDrift,
    String schema,
    LiquibaseLines.Irreversible irreversible) {
  UnreadyDatabase {
    applied = List.copyOf(applied);
  }

  /** Empty if migrations can be applied. */
  Optional<Refusal> refusal(
      LiquibaseRecord liquibase, List<CommittedMigration> committed, PendingComparison comparison) {
    return LiquibaseLines.refusal(liquibase, applied, committed, irreversible)
        .map(
            message ->
                new Refusal(
                    liquibase.lock().isPresent()
                        ? RefusalCode.LIQUIBASE_RUNNING
                        : RefusalCode.LIQUIBASE_HALF_DONE,
                    message))
        .or(() -> refusal(comparison));
  }

  /** The drift comes first in the message, so it gives the code. */
  private Optional<Refusal> refusal(PendingComparison comparison) {
    boolean drifted = !allowDrift && !comparison.catalog().drift().isEmpty();
    return TakeoverLines.refusal(comparison, last, allowDrift, !applied.isEmpty(), schema)
        .map(
            message ->
                new Refusal(
                    drifted ? RefusalCode.DATABASE_DRIFTED : RefusalCode.OBJECTS_IN_THE_WAY,
                    message));
  }

  /** The refusal of SQL that cannot run; empty if nothing is known to be wrong with it. */
  static Optional<Refusal> ofSql(Optional<String> problem) {
    return problem.map(message -> new Refusal(RefusalCode.PLAN_SQL, message));
  }
}
