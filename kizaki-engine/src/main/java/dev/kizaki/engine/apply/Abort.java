package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.jdbc.StageLedger;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Takes a migration in stages back. A caller opens it, finds out what is in progress, reads the
 * catalog, calls {@link #run} once, and closes it. All is done in one transaction, so a run that is
 * killed has changed nothing.
 */
public final class Abort implements AutoCloseable {
  private final ApplierSessions applierSessions;
  private final RunSettings settings;
  private final StageLedger ledger;

  private Abort(ApplierSessions applierSessions) {
    this.applierSessions = applierSessions;
    this.settings = applierSessions.settings();
    this.ledger = new StageLedger(settings.sessions().schema());
  }

  /**
   * Connects and takes the lock of the schema. Waits if an applier holds it. Changes nothing.
   *
   * @param toolVersion the version of kizaki that runs now
   * @throws Refusal when the database is behind a pooler in transaction mode, or an applier does
   *     not release the lock in time
   * @throws EnvironmentFailure when the database cannot be reached
   */
  public static Abort open(
      Sessions sessions, String toolVersion, RetryPolicy retryPolicy, ApplyListener listener) {
    return new Abort(
        ApplierSessions.open(
            new RunSettings(sessions, toolVersion, retryPolicy, listener),
            ApplierConnections.open(sessions)));
  }

  /** The applied migrations, by number, as they were read under the lock. */
  public List<AppliedMigration> applied() {
    return applierSessions.applied();
  }

  /** The migration in progress, and those between the two phases of a deploy, by number. */
  public List<MigrationInProgress> allInProgress() {
    try {
      return ledger.readAll(applierSessions.work());
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /**
   * From now on no run that was interrupted can go on with the migration: one whose client was
   * killed may still be at work in the server.
   */
  public void takeOver(MigrationInProgress begun) {
    try {
      ledger.takeOver(applierSessions.work(), begun.number());
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /**
   * The stages of the migration in progress. Waits for an index build that outlives its client.
   *
   * @param next the first pending migration
   * @throws Refusal when this run cannot take the migration back; nothing is changed
   */
  public Stages stages(MigrationInProgress begun, Optional<SqlMigration> next) {
    Stages stages = ResumeCheck.stagesToAbort(begun, next, settings.toolVersion());
    if (!begun.ended()
        && stages.list().get(begun.stage() - 1) instanceof Stage.Concurrent concurrent) {
      Connection connection = applierSessions.work();
      try {
        connection.setAutoCommit(false);
        IndexBuild.awaitBuilders(
            connection, IndexBuild.table(concurrent), settings.listener(), settings.retryPolicy());
        connection.setAutoCommit(true);
      } catch (SQLException e) {
        throw lost(e);
      }
    }
    return stages;
  }

  /** Begins a transaction to read the catalog in. Close it before calling {@link #run}. */
  public ReadTransaction read() {
    return applierSessions.read();
  }

  /**
   * Takes the migration back, and tries again while others hold the locks that this needs.
   *
   * @param steps what takes it back
   * @param before the objects before the migration, which are compared with the catalog before
   *     anything is committed
   * @throws Refusal when a step fails; nothing is changed
   * @throws EnvironmentFailure when the connection or the lock is lost
   */
  public void run(SqlMigration migration, List<SqlStep> steps, ExpectedCatalog before) {
    applierSessions.startTransactions(applierSessions.work());
    new TakenBackMigration(applierSessions, ledger, migration.withSteps(steps), before).run();
  }

  private EnvironmentFailure lost(SQLException e) {
    return new EnvironmentFailure(
        RefusalCode.CONNECTION_LOST,
        "The connection to %s was lost (%s). Run `mvn kizaki:abort` again."
            .formatted(settings.sessions().address(), ServerMessage.of(e).line()),
        e);
  }

  /** Ends the sessions, and so releases the lock. */
  @Override
  public void close() {
    applierSessions.close();
  }
}
