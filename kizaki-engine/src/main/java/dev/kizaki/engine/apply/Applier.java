package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves a database along its history.
 *
 * <ol>
 *   <li>{@link #open} connects, takes the lock, and waits until no commit is on its way to the
 *       history ({@link ApplierSessions}).
 *   <li>{@link #read} reads what is applied, in a transaction in which the caller can compare the
 *       catalog of the same moment.
 *   <li>{@link #apply} makes sure that the role's rights suffice and that the rows pass the data
 *       checks ({@link PreliminaryChecks}). Until then nothing is changed.
 *   <li>It creates the history table if there is none.
 *   <li>It runs each migration in one transaction with its history row ({@link
 *       MigrationTransaction}).
 *   <li>After a failure it tries again, goes on or stops ({@link Recovery}).
 * </ol>
 */
public final class Applier implements AutoCloseable {
  private final Sessions sessions;
  private final String toolVersion;
  private final RetryPolicy patience;
  private final ApplyListener listener;
  private final SlowStepWatch watch;
  private final ApplierSessions applier;

  private Applier(
      Sessions sessions,
      String toolVersion,
      RetryPolicy patience,
      ApplyListener listener,
      ApplierSessions applier) {
    this.sessions = sessions;
    this.toolVersion = toolVersion;
    this.patience = patience;
    this.listener = listener;
    this.watch = new SlowStepWatch(sessions, patience, listener);
    this.applier = applier;
  }

  /**
   * Takes the lock of the database's schema, waiting for another applier if there is one. Changes
   * nothing.
   *
   * @param toolVersion what the history rows name
   * @throws Refusal when the database is behind a pooler in transaction mode, the lock is not to be
   *     had in time, or a transaction that has written to the history does not end
   * @throws EnvironmentFailure when the database cannot be reached
   */
  public static Applier open(
      Sessions sessions, String toolVersion, RetryPolicy patience, ApplyListener listener) {
    return new Applier(
        sessions,
        toolVersion,
        patience,
        listener,
        ApplierSessions.open(sessions, patience, listener));
  }

  /** What was applied when it was read under the lock, by number. */
  public List<AppliedMigration> applied() {
    return applier.applied();
  }

  /**
   * Reads what is applied, in a transaction that also shows the catalog of the same moment. It is
   * to be closed before {@link #apply}.
   *
   * @throws Refusal when the history table is something else
   * @throws EnvironmentFailure when it cannot be read
   */
  public ReadTransaction read() {
    return applier.read();
  }

  /**
   * Applies these migrations in order, each in a transaction of its own. May be called once.
   *
   * @param pending the migrations that follow what is applied
   * @return their names
   * @throws Refusal when a data check stops them, before anything is changed if it can be asked up
   *     front; or when one fails: it is rolled back, the ones before it stay. Its cause is a {@link
   *     MigrationFailure}
   * @throws EnvironmentFailure when the connection is lost and the migration with it, or its
   *     outcome cannot be found out
   * @throws IllegalStateException when a command cannot run in a transaction, or the migrations do
   *     not follow what is applied; nothing is changed
   */
  public List<String> apply(List<SqlMigration> pending) {
    requireRunnable(pending);
    if (pending.isEmpty()) {
      return List.of();
    }
    ApplyProgress progress = new ApplyProgress(applied(), pending);
    applier.endReading();
    PreliminaryChecks checks =
        new PreliminaryChecks(sessions, applier, listener, watch, progress.state());
    checks.requireReady(pending);
    Map<SqlMigration, Set<Integer>> checksAtTheirTurn = checks.run(pending);
    createHistory();
    applier.startTransactions(applier.work(), watch, toolVersion);
    Recovery recovery =
        new Recovery(sessions, patience, listener, watch, toolVersion, applier, progress);
    for (SqlMigration migration : pending) {
      listener.starting(migration);
      Stopwatch took = new Stopwatch();
      apply(migration, checksAtTheirTurn.getOrDefault(migration, Set.of()), recovery);
      progress.applied(migration);
      listener.applied(migration, took.elapsed());
    }
    return pending.stream().map(SqlMigration::name).toList();
  }

  /** Tries until the migration is applied. */
  private void apply(SqlMigration migration, Set<Integer> checks, Recovery recovery) {
    boolean applied = false;
    for (int attempt = 1; !applied; attempt++) {
      try {
        applier.transaction().run(migration, checks, applier.lock());
        applied = true;
      } catch (StepFailure failure) {
        applied = recovery.after(failure, migration, attempt);
      }
    }
  }

  private void requireRunnable(List<SqlMigration> pending) {
    int number = applied().size();
    for (SqlMigration migration : pending) {
      if (migration.number() != ++number) {
        throw new IllegalStateException(migration.name() + " is not number " + number);
      }
      boolean outside =
          migration.steps().stream()
              .anyMatch(step -> step instanceof SqlCommand command && !command.transactional());
      if (outside) {
        throw new IllegalStateException(
            migration.name() + " has a command that cannot run in a transaction");
      }
    }
  }

  private void createHistory() {
    try {
      new AppliedTable(sessions.schema()).createIfAbsent(applier.work());
    } catch (SQLException e) {
      throw applier.lost(e);
    }
  }

  /** Ends the sessions. */
  @Override
  public void close() {
    watch.close();
    applier.close();
  }
}
