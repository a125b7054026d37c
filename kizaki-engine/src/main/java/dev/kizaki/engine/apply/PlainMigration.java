package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Applies one migration in one transaction. */
final class PlainMigration implements RecoverableWork {
  private final ApplierRun run;
  private final SqlMigration migration;
  private final Set<Integer> checks;

  /**
   * @param checks the indexes of the data checks that run at their turn
   */
  PlainMigration(ApplierRun run, SqlMigration migration, Set<Integer> checks) {
    this.run = run;
    this.migration = migration;
    this.checks = Set.copyOf(checks);
  }

  /**
   * Repeats the transaction until the migration is applied.
   *
   * @throws Refusal when the migration cannot be applied
   * @throws EnvironmentFailure when the connection or the lock is lost for good
   */
  void apply() {
    boolean applied = false;
    for (int attempt = 1; !applied; attempt++) {
      try {
        run.sessions().transaction().run(migration, checks, run.sessions().lock(), run.takeovers());
        applied = true;
      } catch (StepFailure failure) {
        applied = run.recovery().recoverFrom(failure, this, attempt);
      }
    }
  }

  @Override
  public SqlMigration migration() {
    return migration;
  }

  @Override
  public String participle() {
    return "applied";
  }

  @Override
  public String state() {
    return run.progress().state();
  }

  @Override
  public List<String> history() {
    return run.progress().digests();
  }

  @Override
  public boolean endsWithCommit() {
    return true;
  }

  @Override
  public boolean isDone(Connection connection) throws SQLException {
    return new AppliedTable(run.sessions().settings().sessions().schema())
        .contains(connection, migration);
  }

  /** The history says it all. */
  @Override
  public boolean isOwn(Connection connection) {
    return true;
  }

  @Override
  public String afterLostConnection() {
    return ", and the database has rolled it back; run again. " + state();
  }

  @Override
  public Refusal refusal(StepFailure failure, int attempts) {
    FailureReport report = run.recovery().report(this, failure, attempts, state());
    return new Refusal(
        report.code(),
        report.text(),
        new MigrationFailure(report.text(), migration.name(), failure));
  }
}
