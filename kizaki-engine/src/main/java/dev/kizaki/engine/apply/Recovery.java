package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What an applier does after an attempt to apply a migration has failed.
 *
 * <ol>
 *   <li>It rolls back. If the connection is lost, the transaction may have been committed: it
 *       connects again and reads from the history table whether the migration is applied.
 *   <li>If the lock was lost, it takes the lock again, checks that no other applier has applied a
 *       migration in between, and tries again.
 *   <li>If other sessions held locks that the migration needs, it waits and tries again.
 *   <li>In all other cases it stops and reports the failure.
 * </ol>
 */
final class Recovery {
  private static final int MOST_LOCK_LOSSES = 3;

  private final Sessions sessions;
  private final RetryPolicy retryPolicy;
  private final ApplyListener listener;
  private final SlowStepWatch watch;
  private final String toolVersion;
  private final ApplierSessions applierSessions;
  private final ApplyProgress progress;
  private int lockLosses;

  /**
   * @param toolVersion the version of kizaki that is written to the history rows
   */
  Recovery(
      Sessions sessions,
      RetryPolicy retryPolicy,
      ApplyListener listener,
      SlowStepWatch watch,
      String toolVersion,
      ApplierSessions applierSessions,
      ApplyProgress progress) {
    this.sessions = sessions;
    this.retryPolicy = retryPolicy;
    this.listener = listener;
    this.watch = watch;
    this.toolVersion = toolVersion;
    this.applierSessions = applierSessions;
    this.progress = progress;
  }

  /**
   * Rolls back and decides how to continue.
   *
   * @param attempt the number of the failed attempt, from 1
   * @return true if the migration is applied after all, false if it must be tried again
   * @throws Refusal when the migration cannot be applied
   * @throws EnvironmentFailure when the connection or the lock is lost for good
   */
  boolean recoverFrom(StepFailure failure, SqlMigration migration, int attempt) {
    MigrationTransaction failed = applierSessions.transaction();
    if (!failed.rollBack()) {
      requireApplied(migration, failure, failed.process());
      return true;
    }
    if (failure.place() == StepFailure.Place.LOCK) {
      takeLockAgain();
      return false;
    }
    if (failure.mayPass() && attempt < retryPolicy.attempts()) {
      backOff(migration, failure, attempt);
      return false;
    }
    throw refusal(migration, failure, attempt);
  }

  /**
   * Reacts to a lock of another session that keeps the applier from reading about tables.
   *
   * @throws Refusal when that was tried too often
   * @throws EnvironmentFailure when the connection is lost
   */
  void recoverFromLock(
      StepFailure failure, SqlMigration migration, Set<TableName> tables, int attempt) {
    Connection connection = applierSessions.transaction().connection();
    try {
      connection.rollback();
      watch.blockedBy(
          OtherSessions.holding(connection, tables.stream().map(Quoting::table).toList(), true));
    } catch (SQLException e) {
      throw applierSessions.lost(e);
    }
    recoverFrom(failure, migration, attempt);
  }

  private void requireApplied(SqlMigration migration, StepFailure failure, int process) {
    CommitOutcome outcome =
        CommitOutcome.find(
            sessions, new AppliedTable(sessions.schema()), migration, process, retryPolicy);
    applierSessions.startTransactions(outcome.connection(), watch, toolVersion);
    if (!outcome.applied()) {
      throw new EnvironmentFailure(
          RefusalCode.CONNECTION_LOST,
          """
          The connection to %s was lost while %s was being applied%s, and the database has rolled \
          it back; run again. %s\
          """
              .formatted(
                  sessions.address(),
                  migration.name(),
                  failure.sql().map(each -> " (" + ServerMessage.of(each).line() + ")").orElse(""),
                  progress.state()),
          failure);
    }
  }

  private void takeLockAgain() {
    if (++lockLosses > MOST_LOCK_LOSSES) {
      throw new EnvironmentFailure(
          RefusalCode.LOCK_LOST,
          """
          The lock for appliers of %s was lost several times. Something ends idle sessions of this \
          server; find the cause, then run again. %s\
          """
              .formatted(sessions.address(), progress.state()));
    }
    List<String> found =
        applierSessions.takeLockAgain(progress.state()).stream()
            .map(AppliedMigration::digest)
            .toList();
    if (!found.equals(progress.digests())) {
      throw new EnvironmentFailure(
          RefusalCode.APPLIED_MEANWHILE,
          """
          The lock for appliers of %s was lost, and another kizaki process has applied migrations \
          in the meantime; run again.\
          """
              .formatted(sessions.address()));
    }
  }

  private void backOff(SqlMigration migration, StepFailure failure, int attempt) {
    Duration pause = retryPolicy.pauseAfter(attempt);
    String reason = failure.sql().map(each -> ServerMessage.of(each).line()).orElse("");
    listener.retrying(migration, attempt, retryPolicy.attempts(), pause, reason, watch.blocking());
    DatabaseWait.of(pause);
  }

  private Refusal refusal(SqlMigration migration, StepFailure failure, int attempts) {
    FailureReport report =
        new FailureReport(
            migration,
            failure,
            attempts,
            sessions.lockTimeout(),
            watch.blocking(),
            progress.state());
    return new Refusal(
        report.code(),
        report.text(),
        new MigrationFailure(report.text(), migration.name(), failure));
  }
}
