package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.SqlMigration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What an applier does after one try of a migration has failed.
 *
 * <ol>
 *   <li>Roll back. If the connection is lost, the transaction may have committed: connect again and
 *       ask the database whether the migration is applied.
 *   <li>If the lock was lost, take it again, make sure that nobody has applied anything in between,
 *       and try again.
 *   <li>If other sessions' locks were in the way, back off and try again.
 *   <li>In all other cases stop with a report.
 * </ol>
 */
final class Recovery {
  private static final int MOST_LOCK_LOSSES = 3;

  private final Sessions sessions;
  private final RetryPolicy patience;
  private final ApplyListener listener;
  private final SlowStepWatch watch;
  private final String toolVersion;
  private final ApplierSessions applier;
  private final ApplyProgress progress;
  private int lockLosses;

  /**
   * @param toolVersion what the history rows name
   */
  Recovery(
      Sessions sessions,
      RetryPolicy patience,
      ApplyListener listener,
      SlowStepWatch watch,
      String toolVersion,
      ApplierSessions applier,
      ApplyProgress progress) {
    this.sessions = sessions;
    this.patience = patience;
    this.listener = listener;
    this.watch = watch;
    this.toolVersion = toolVersion;
    this.applier = applier;
    this.progress = progress;
  }

  /**
   * @param attempt which try has failed, from 1
   * @return whether the migration turned out to be applied; if not, it is to be tried again
   * @throws Refusal when the migration cannot be applied
   * @throws EnvironmentFailure when the connection or the lock is lost for good
   */
  boolean after(StepFailure failure, SqlMigration migration, int attempt) {
    MigrationTransaction failed = applier.transaction();
    if (!failed.rollBack()) {
      requireApplied(migration, failure, failed.process());
      return true;
    }
    if (failure.place() == StepFailure.Place.LOCK) {
      takeLockAgain();
      return false;
    }
    if (failure.mayPass() && attempt < patience.attempts()) {
      backOff(migration, failure, attempt);
      return false;
    }
    throw report(migration, failure, attempt);
  }

  private void requireApplied(SqlMigration migration, StepFailure failure, int process) {
    CommitOutcome outcome =
        CommitOutcome.find(
            sessions, new AppliedTable(sessions.schema()), migration, process, patience);
    applier.startTransactions(outcome.connection(), watch, toolVersion);
    if (!outcome.applied()) {
      throw new EnvironmentFailure(
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
          """
          The lock for appliers of %s was lost again and again: something ends idle sessions \
          there. Find it, then run again. %s\
          """
              .formatted(sessions.address(), progress.state()));
    }
    List<String> found =
        applier.takeLockAgain(progress.state()).stream().map(AppliedMigration::digest).toList();
    if (!found.equals(progress.digests())) {
      throw new EnvironmentFailure(
          """
          The lock for appliers of %s was lost, and another kizaki has gone on meanwhile; run \
          again.\
          """
              .formatted(sessions.address()));
    }
  }

  private void backOff(SqlMigration migration, StepFailure failure, int attempt) {
    long most = patience.pause().toMillis() << Math.min(attempt - 1, 6);
    // Two that keep each other from their locks must not come back at the same moment.
    Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    String reason = failure.sql().map(each -> ServerMessage.of(each).line()).orElse("");
    listener.retrying(migration, attempt, patience.attempts(), pause, reason, watch.blocking());
    DatabaseWait.of(pause);
  }

  private Refusal report(SqlMigration migration, StepFailure failure, int attempts) {
    FailureReport report =
        new FailureReport(
            migration,
            failure,
            attempts,
            sessions.lockTimeout(),
            watch.blocking(),
            progress.state());
    return new Refusal(
        report.text(), new MigrationFailure(report.text(), migration.name(), failure));
  }
}
