package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.jdbc.StageLedger;
import dev.kizaki.engine.sql.SqlMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The two sessions of an applier. The first one holds the lock and does nothing else. The second
 * one reads the history and the catalog in one read-only transaction and then runs the migrations.
 * Each can be replaced after its connection was lost.
 */
final class ApplierSessions implements AutoCloseable {
  private final RunSettings settings;
  private final Sessions sessions;
  private final SlowStepWatch watch;
  private final AppliedTable table;
  private final Connection work;

  private ApplyLock lock;
  private Optional<ReadTransaction> reading = Optional.empty();
  private List<AppliedMigration> applied = List.of();
  private Optional<MigrationTransaction> transaction = Optional.empty();

  private ApplierSessions(RunSettings settings, Connection work, ApplyLock lock) {
    this.settings = settings;
    this.sessions = settings.sessions();
    this.watch = new SlowStepWatch(sessions, settings.retryPolicy(), settings.listener());
    this.table = new AppliedTable(sessions.schema());
    this.work = work;
    this.lock = lock;
  }

  /**
   * Takes the lock and waits until no other transaction is writing to the history table.
   *
   * @param connections closed by this object, also if this method fails
   * @throws Refusal when another applier does not release the lock in time, or another transaction
   *     that has written to the history table does not end
   * @throws EnvironmentFailure when a connection is lost
   */
  static ApplierSessions open(RunSettings settings, ApplierConnections connections) {
    Sessions sessions = settings.sessions();
    RetryPolicy retryPolicy = settings.retryPolicy();
    try {
      ApplyLock lock =
          ApplyLock.take(
              connections.idle(),
              sessions,
              retryPolicy,
              settings.listener(),
              "Nothing was changed.");
      awaitWriters(connections.work(), sessions, retryPolicy);
      return new ApplierSessions(settings, connections.work(), lock);
    } catch (SQLException e) {
      connections.close();
      throw unreadable(sessions, e);
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  private static void awaitWriters(Connection work, Sessions sessions, RetryPolicy retryPolicy)
      throws SQLException {
    try {
      QuiescentHistoryReader.awaitWriters(
          work, new AppliedTable(sessions.schema()), sessions, retryPolicy);
    } catch (SQLException e) {
      if (Preflight.isMissingRight(e)) {
        throw Preflight.historyUnreadable(work, sessions, e);
      }
      throw e;
    }
  }

  static EnvironmentFailure unreadable(Sessions sessions, SQLException e) {
    return new EnvironmentFailure(
        RefusalCode.DATABASE_UNREADABLE,
        "The history of %s could not be read: %s. Nothing was changed; correct that, then run again."
            .formatted(sessions.address(), ServerMessage.of(e).line()),
        e);
  }

  /**
   * Reads which migrations are applied. The transaction stays open until it is closed or {@link
   * #endReading} is called. While it is open, {@code CREATE INDEX CONCURRENTLY} in another session
   * waits for it.
   *
   * @throws Refusal when the table with the name of the history table is not a history table
   * @throws EnvironmentFailure when it cannot be read
   */
  ReadTransaction read() {
    try {
      ReadTransaction transaction = ReadTransaction.in(work, sessions);
      reading = Optional.of(transaction);
      applied = history(transaction);
      return transaction;
    } catch (SQLException e) {
      throw unreadable(sessions, e);
    }
  }

  /**
   * The migration that an earlier run has begun and not finished. Must be called in the transaction
   * of {@link #read}.
   *
   * @throws EnvironmentFailure when it cannot be read
   */
  Optional<MigrationInProgress> inProgress() {
    return MigrationInProgress.current(allInProgress());
  }

  /**
   * The migration in progress, and those between their two phases. Must be called in the
   * transaction of {@link #read}.
   *
   * @throws EnvironmentFailure when they cannot be read
   */
  List<MigrationInProgress> allInProgress() {
    try {
      return new StageLedger(sessions.schema()).readAll(work);
    } catch (SQLException e) {
      if (Preflight.isMissingRight(e)) {
        throw forbidden(e);
      }
      throw unreadable(sessions, e);
    }
  }

  private EnvironmentFailure forbidden(SQLException e) {
    try {
      endReading();
      return Preflight.historyUnreadable(work, sessions, e);
    } catch (SQLException lost) {
      return unreadable(sessions, lost);
    }
  }

  private List<AppliedMigration> history(ReadTransaction transaction) throws SQLException {
    try {
      return List.copyOf(table.read(work));
    } catch (SQLException e) {
      if (Preflight.isMissingRight(e)) {
        transaction.end();
        throw Preflight.historyUnreadable(work, sessions, e);
      }
      throw e;
    }
  }

  /** The applied migrations, by number. Reads them at the first call, unless {@link #read} did. */
  List<AppliedMigration> applied() {
    if (reading.isEmpty()) {
      read().close();
    }
    return applied;
  }

  /** Ends the transaction of {@link #read}. */
  void endReading() {
    try {
      if (reading.isPresent()) {
        reading.get().end();
      }
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /**
   * Creates the history table if it does not exist.
   *
   * @throws EnvironmentFailure when the connection is lost
   */
  void createHistory() {
    try {
      table.createIfAbsent(work);
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  RunSettings settings() {
    return settings;
  }

  SlowStepWatch watch() {
    return watch;
  }

  Connection work() {
    return work;
  }

  ApplyLock lock() {
    return lock;
  }

  /**
   * The session that runs migrations.
   *
   * @throws java.util.NoSuchElementException before the first {@link #startTransactions}
   */
  MigrationTransaction transaction() {
    return transaction.orElseThrow();
  }

  /**
   * Uses this connection for the migrations from now on, and closes the previous one.
   *
   * @throws EnvironmentFailure when the connection is lost
   */
  void startTransactions(Connection connection) {
    transaction.ifPresent(MigrationTransaction::close);
    try {
      transaction =
          Optional.of(
              new MigrationTransaction(
                  connection, sessions.settings(), table, watch, settings.toolVersion()));
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /**
   * The failure to throw when the connection is lost before a migration has begun, be it the first
   * one or not.
   *
   * @param state which migrations are applied, as a sentence
   */
  EnvironmentFailure lostBefore(SqlMigration migration, String state, SQLException e) {
    return new EnvironmentFailure(
        RefusalCode.CONNECTION_LOST,
        "The connection to %s was lost before %s was begun: %s; run again. %s"
            .formatted(sessions.address(), migration.name(), ServerMessage.of(e).line(), state),
        e);
  }

  /** The failure to throw when the connection is lost before the first migration has begun. */
  EnvironmentFailure lost(SQLException e) {
    return new EnvironmentFailure(
        RefusalCode.CONNECTION_LOST,
        "The connection to %s was lost: %s. No migration was begun; run again."
            .formatted(sessions.address(), ServerMessage.of(e).line()),
        e);
  }

  /**
   * Takes the lock again, in a new session.
   *
   * @param state which migrations are applied, as a sentence; the last sentence of a message
   * @return the migrations that are applied now
   */
  List<AppliedMigration> takeLockAgain(String state) {
    lock.close();
    Connection idle = sessions.open();
    lock = ApplyLock.take(idle, sessions, settings.retryPolicy(), settings.listener(), state);
    try {
      return QuiescentHistoryReader.of(idle, table, sessions, settings.retryPolicy());
    } catch (SQLException e) {
      throw new EnvironmentFailure(
          RefusalCode.CONNECTION_LOST,
          "The connection to %s was lost between two migrations: %s; run again. %s"
              .formatted(sessions.address(), ServerMessage.of(e).line(), state),
          e);
    }
  }

  /** Ends the sessions. The lock is released last, when no transaction of this applier is open. */
  @Override
  public void close() {
    watch.close();
    transaction.ifPresent(MigrationTransaction::close);
    reading.ifPresent(ReadTransaction::close);
    Sessions.close(work);
    lock.close();
  }
}
