package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlPhases;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Applies the pending migrations to a database. A caller opens an applier, reads the applied
 * migrations, calls {@link #apply} once, and closes the applier:
 *
 * <ol>
 *   <li>{@link #open} connects, takes the lock, and waits until no other transaction is writing to
 *       the history table ({@link ApplierSessions}).
 *   <li>{@link #read} reads which migrations are applied. The caller can read the catalog in the
 *       same transaction, so that both show the same moment.
 *   <li>{@link #apply} checks the rights of the role and runs the data checks ({@link
 *       PreliminaryChecks}). Nothing is changed before both have passed.
 *   <li>It creates the history table if the table does not exist ({@link AppliedTable}).
 *   <li>It runs the migrations in order, each in one transaction that also inserts its history row
 *       ({@link MigrationTransaction}).
 *   <li>If a transaction fails, it tries the migration again, continues with the next one, or stops
 *       ({@link Recovery}).
 *   <li>{@link #close} ends the sessions and thereby releases the lock.
 * </ol>
 */
public final class Applier implements AutoCloseable {
  private final ApplierSessions applierSessions;

  private Applier(ApplierSessions applierSessions) {
    this.applierSessions = applierSessions;
  }

  /**
   * Connects and takes the lock of the schema. Waits if another applier holds it. Changes nothing.
   *
   * @param toolVersion the version of kizaki that is written to the history rows
   * @throws Refusal when the database is behind a pooler in transaction mode, another applier does
   *     not release the lock in time, or another transaction that has written to the history table
   *     does not end
   * @throws EnvironmentFailure when the database cannot be reached
   */
  public static Applier open(
      Sessions sessions, String toolVersion, RetryPolicy retryPolicy, ApplyListener listener) {
    return open(sessions, Optional.empty(), toolVersion, retryPolicy, listener);
  }

  /**
   * Does the same with connections that were begun before.
   *
   * @param early absent to connect now
   */
  public static Applier open(
      Sessions sessions,
      Optional<EarlyConnections> early,
      String toolVersion,
      RetryPolicy retryPolicy,
      ApplyListener listener) {
    RunSettings settings = new RunSettings(sessions, toolVersion, retryPolicy, listener);
    ApplierConnections connections =
        early.map(each -> each.use(sessions)).orElseGet(() -> ApplierConnections.open(sessions));
    return new Applier(ApplierSessions.open(settings, connections));
  }

  /** The applied migrations, by number, as they were read under the lock. */
  public List<AppliedMigration> applied() {
    return applierSessions.applied();
  }

  /**
   * Reads which migrations are applied. The catalog read in the returned transaction is of the same
   * moment. Close the transaction before calling {@link #apply}.
   *
   * @throws Refusal when the table with the name of the history table is not a history table
   * @throws EnvironmentFailure when it cannot be read
   */
  public ReadTransaction read() {
    return applierSessions.read();
  }

  /**
   * Applies these migrations in order, each in its own transaction. May be called once only.
   *
   * @param pending the migrations that follow the applied ones
   * @return their names
   * @throws Refusal when a right is missing, a data check fails or a migration fails. A check that
   *     can run before the first migration stops the run before anything is changed. A migration
   *     that fails is rolled back; those before it stay applied. If a check or a migration failed,
   *     the cause is a {@link MigrationFailure}
   * @throws EnvironmentFailure when the connection is lost, and the migration was rolled back or
   *     its outcome cannot be determined
   * @throws IllegalStateException when a command cannot run in a transaction, or the migrations do
   *     not follow the applied ones; nothing is changed
   */
  public List<String> apply(List<SqlMigration> pending) {
    return apply(pending, Takeovers.NONE);
  }

  /**
   * Applies these migrations in the same way, without the commands of the statements whose effect
   * is in the database already.
   *
   * @param takeovers these statements, which are compared with the catalog again at their turn
   */
  public List<String> apply(List<SqlMigration> pending, Takeovers takeovers) {
    return apply(pending, takeovers, OnlineSettings.NEVER);
  }

  /**
   * Applies these migrations in the same way. A migration with statements that would block others
   * runs in stages. If an earlier run has begun one, this run must apply only that one, because the
   * data checks are left out.
   *
   * @param online which statements are carried out without blocking others
   */
  public List<String> apply(
      List<SqlMigration> pending, Takeovers takeovers, OnlineSettings online) {
    requireRunnable(pending);
    RunSettings settings = applierSessions.settings();
    ApplyProgress progress = new ApplyProgress(applied(), pending);
    Optional<MigrationInProgress> begun = applierSessions.inProgress();
    applierSessions.endReading();
    Optional<Stages> resumed =
        begun.map(
            each -> ResumeCheck.stages(each, pending.stream().findFirst(), settings.toolVersion()));
    if (pending.isEmpty()) {
      return List.of();
    }
    PreliminaryChecks checks = new PreliminaryChecks(applierSessions, progress.state());
    StageChoice choice = new StageChoice(applierSessions, online);
    checks.requireReady(pending, choice.needs(pending, resumed));
    Map<SqlMigration, Set<Integer>> remainingChecks =
        begun.isPresent() ? Map.of() : checks.run(pending);
    ApplierRun run = ApplierRun.begin(applierSessions, progress, takeovers);
    for (SqlMigration migration : pending) {
      settings.listener().starting(migration);
      Stopwatch stopwatch = new Stopwatch();
      Optional<MigrationInProgress> own = begun.filter(each -> each.number() == migration.number());
      Set<Integer> remaining = remainingChecks.getOrDefault(migration, Set.of());
      PlainMigration plain = new PlainMigration(run, migration, remaining);
      Optional<Stages> stages =
          own.isPresent() ? resumed : choice.of(plain, remaining, run.recovery());
      if (stages.isPresent()) {
        new StagedMigration(run, online.pace(), stages.get()).apply(own);
      } else {
        plain.apply();
      }
      progress.applied(migration);
      settings.listener().applied(migration, stopwatch.elapsed());
    }
    return pending.stream().map(SqlMigration::name).toList();
  }

  /**
   * The migration in progress, and those between the two phases of a deploy, by number. Must be
   * called in the transaction of {@link #read}.
   *
   * @throws EnvironmentFailure when they cannot be read
   */
  public List<MigrationInProgress> allInProgress() {
    return applierSessions.allInProgress();
  }

  /**
   * Carries out one phase of migrations in their order, each in stages of its own. May be called
   * once only, instead of {@link #apply}.
   *
   * @param pending the migrations whose phase is not finished. If an earlier run has begun one,
   *     only that one
   * @param known the migrations in progress, and those between their phases
   * @param phase not {@link DeployPhase#WHOLE}
   * @return their names
   * @throws Refusal when a right is missing, a data check fails or a stage fails. What was done
   *     before stays, and the same command goes on
   * @throws EnvironmentFailure when the connection is lost
   */
  public List<String> apply(
      List<SqlPhases> pending,
      List<MigrationInProgress> known,
      Takeovers takeovers,
      DeployPhase phase,
      OnlineSettings online) {
    applierSessions.endReading();
    new PhaseRun(applierSessions, phase, online).run(pending, known, takeovers);
    return pending.stream().map(each -> each.expand().name()).toList();
  }

  /** Detects errors of the caller before anything is changed. */
  private void requireRunnable(List<SqlMigration> pending) {
    int number = applied().size();
    for (SqlMigration migration : pending) {
      if (migration.number() != ++number) {
        throw new IllegalStateException(migration.name() + " is not number " + number);
      }
      boolean needsAutocommit =
          migration.steps().stream()
              .anyMatch(step -> step instanceof SqlCommand command && !command.transactional());
      if (needsAutocommit) {
        throw new IllegalStateException(
            migration.name() + " has a command that cannot run in a transaction");
      }
    }
  }

  /** Ends the sessions, and so releases the lock. */
  @Override
  public void close() {
    applierSessions.close();
  }
}
