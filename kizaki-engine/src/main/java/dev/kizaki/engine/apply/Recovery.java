package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a run does after an attempt to apply a migration or a stage, or to take one back, has
 * failed.
 *
 * <ol>
 *   <li>It rolls back. If the connection is lost, the transaction may have been committed: it
 *       connects again and reads whether the work is done.
 *   <li>If the lock was lost, it takes the lock again, checks that no other run has done anything
 *       in between, and tries again.
 *   <li>If other sessions held locks that the work needs, it waits and tries again.
 *   <li>In all other cases it stops and reports the failure.
 * </ol>
 */
final class Recovery {
  private static final int MOST_LOCK_LOSSES = 3;

  private final ApplierSessions applierSessions;
  private final RunSettings settings;
  private int lockLosses;

  Recovery(ApplierSessions applierSessions) {
    this.applierSessions = applierSessions;
    this.settings = applierSessions.settings();
  }

  /**
   * Rolls back and decides how to continue.
   *
   * @param attempt the number of the failed attempt, from 1
   * @return true if the work is done after all, false if it must be tried again
   * @throws Refusal when the work cannot be done
   * @throws EnvironmentFailure when the connection or the lock is lost for good
   */
  boolean recoverFrom(StepFailure failure, RecoverableWork work, int attempt) {
    MigrationTransaction failed = applierSessions.transaction();
    if (!failed.rollBack()) {
      requireDone(work, failure, failed.process());
      return true;
    }
    if (failure.place() == StepFailure.Place.LOCK) {
      takeLockAgain(work);
      return false;
    }
    if (failure.mayPass() && attempt < settings.retryPolicy().attempts()) {
      backOff(work, failure, attempt);
      return false;
    }
    throw work.refusal(failure, attempt);
  }

  /**
   * Reacts to a lock of another session that keeps the applier from reading about tables.
   *
   * @throws Refusal when that was tried too often
   * @throws EnvironmentFailure when the connection is lost
   */
  void recoverFromLock(
      StepFailure failure, RecoverableWork work, Set<TableName> tables, int attempt) {
    Connection connection = applierSessions.transaction().connection();
    try {
      connection.rollback();
      applierSessions
          .watch()
          .blockedBy(
              OtherSessions.holding(
                  connection, tables.stream().map(Quoting::table).toList(), true));
    } catch (SQLException e) {
      throw applierSessions.lostBefore(work.migration(), work.state(), e);
    }
    recoverFrom(failure, work, attempt);
  }

  private void requireDone(RecoverableWork work, StepFailure failure, int process) {
    if (work.endsWithCommit()) {
      CommitOutcome outcome = CommitOutcome.find(settings, work, process);
      applierSessions.startTransactions(outcome.connection());
      if (outcome.done()) {
        return;
      }
    }
    throw new EnvironmentFailure(
        RefusalCode.CONNECTION_LOST,
        "The connection to %s was lost while %s was being %s%s%s"
            .formatted(
                settings.sessions().address(),
                work.migration().name(),
                work.participle(),
                failure.sql().map(each -> " (" + ServerMessage.of(each).line() + ")").orElse(""),
                work.afterLostConnection()),
        failure);
  }

  private void takeLockAgain(RecoverableWork work) {
    String address = settings.sessions().address();
    if (++lockLosses > MOST_LOCK_LOSSES) {
      throw new EnvironmentFailure(
          RefusalCode.LOCK_LOST,
          """
          The lock for appliers of %s was lost several times. Something ends idle sessions of this \
          server; find the cause, then run again. %s\
          """
              .formatted(address, work.state()));
    }
    List<String> found =
        applierSessions.takeLockAgain(work.state()).stream().map(AppliedMigration::digest).toList();
    if (!found.equals(work.history())) {
      throw meanwhile("has applied migrations");
    }
    Connection connection = applierSessions.transaction().connection();
    try {
      boolean own = work.isOwn(connection);
      connection.rollback();
      if (!own) {
        throw meanwhile("has gone on with %s or taken it back".formatted(work.migration().name()));
      }
    } catch (SQLException e) {
      throw new EnvironmentFailure(
          RefusalCode.CONNECTION_LOST,
          "The connection to %s was lost: %s; run again. %s"
              .formatted(address, ServerMessage.of(e).line(), work.state()),
          e);
    }
  }

  private EnvironmentFailure meanwhile(String what) {
    return new EnvironmentFailure(
        RefusalCode.APPLIED_MEANWHILE,
        "The lock for appliers of %s was lost, and another kizaki process %s in the meantime; run again."
            .formatted(settings.sessions().address(), what));
  }

  private void backOff(RecoverableWork work, StepFailure failure, int attempt) {
    RetryPolicy policy = settings.retryPolicy();
    Duration pause = policy.pauseAfter(attempt);
    String reason = failure.sql().map(each -> ServerMessage.of(each).line()).orElse("");
    settings
        .listener()
        .retrying(
            work.migration(),
            attempt,
            policy.attempts(),
            pause,
            reason,
            applierSessions.watch().blocking());
    DatabaseWait.of(pause);
  }

  /**
   * The report of a failure.
   *
   * @param state the last line
   */
  FailureReport report(RecoverableWork work, StepFailure failure, int attempts, String state) {
    return new FailureReport(
        work.migration(),
        failure,
        attempts,
        settings.sessions().lockTimeout(),
        applierSessions.watch().blocking(),
        state);
  }
}
