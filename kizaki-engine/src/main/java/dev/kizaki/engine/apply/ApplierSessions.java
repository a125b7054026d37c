package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.ReadTransaction;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The two sessions of an applier. One holds the lock and does nothing else, the other one works:
 * first it reads the history and the catalog in one read-only transaction, then it runs the
 * migrations. Each can be replaced after its connection was lost.
 */
final class ApplierSessions implements AutoCloseable {
  private final Sessions sessions;
  private final RetryPolicy patience;
  private final ApplyListener listener;
  private final AppliedTable table;
  private final Connection work;

  private ApplyLock lock;
  private Optional<ReadTransaction> reading = Optional.empty();
  private List<AppliedMigration> applied = List.of();
  private Optional<MigrationTransaction> transaction = Optional.empty();

  private ApplierSessions(
      Sessions sessions,
      RetryPolicy patience,
      ApplyListener listener,
      Connection work,
      ApplyLock lock) {
    this.sessions = sessions;
    this.patience = patience;
    this.listener = listener;
    this.table = new AppliedTable(sessions.schema());
    this.work = work;
    this.lock = lock;
  }

  /**
   * Connects, takes the lock and waits until no commit is on its way to the history.
   *
   * @throws Refusal when the database is behind a pooler in transaction mode, the lock is not to be
   *     had in time, or a transaction that has written to the history does not end
   * @throws EnvironmentFailure when the database cannot be reached
   */
  static ApplierSessions open(Sessions sessions, RetryPolicy patience, ApplyListener listener) {
    Connection idle = sessions.connect();
    try {
      Connection work = sessions.connect();
      try {
        PoolerCheck.refuseSharedSessions(idle, work, sessions.address());
        sessions.pin(idle);
        sessions.pin(work);
        ApplyLock lock = ApplyLock.take(idle, sessions, patience, listener, "Nothing was changed.");
        awaitWriters(work, sessions, patience);
        return new ApplierSessions(sessions, patience, listener, work, lock);
      } catch (SQLException | RuntimeException e) {
        Sessions.close(work);
        throw e;
      }
    } catch (SQLException e) {
      Sessions.close(idle);
      throw unreadable(sessions, e);
    } catch (RuntimeException e) {
      Sessions.close(idle);
      throw e;
    }
  }

  private static void awaitWriters(Connection work, Sessions sessions, RetryPolicy patience)
      throws SQLException {
    try {
      QuiescentHistoryReader.awaitWriters(
          work, new AppliedTable(sessions.schema()), sessions, patience);
    } catch (SQLException e) {
      if (Preflight.isMissingRight(e)) {
        throw Preflight.historyUnreadable(work, sessions, e);
      }
      throw e;
    }
  }

  private static EnvironmentFailure unreadable(Sessions sessions, SQLException e) {
    return new EnvironmentFailure(
        "The history of %s could not be read: %s. Nothing was changed."
            .formatted(sessions.address(), ServerMessage.of(e).line()),
        e);
  }

  /**
   * Reads what is applied. The transaction stays open until it is closed or {@link #endReading} is
   * called, and while it is open a concurrent index build has to wait for it.
   *
   * @throws Refusal when the history table is something else
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

  /** What was applied when it was read, by number. Reads it if that has not been done yet. */
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

  Connection work() {
    return work;
  }

  ApplyLock lock() {
    return lock;
  }

  /** Runs the migrations of one connection; absent before the first one. */
  MigrationTransaction transaction() {
    return transaction.orElseThrow();
  }

  /**
   * Runs migrations on this connection from now on.
   *
   * @throws EnvironmentFailure when the connection is lost
   */
  void startTransactions(Connection connection, SlowStepWatch watch, String toolVersion) {
    transaction.ifPresent(MigrationTransaction::close);
    try {
      transaction =
          Optional.of(
              new MigrationTransaction(connection, sessions.settings(), table, watch, toolVersion));
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /** The failure of a connection that was lost before the first migration has begun. */
  EnvironmentFailure lost(SQLException e) {
    return new EnvironmentFailure(
        "The connection to %s was lost: %s. No migration was begun; run again."
            .formatted(sessions.address(), ServerMessage.of(e).line()),
        e);
  }

  /**
   * Takes the lock again, in a new session.
   *
   * @param state how the database is left, a sentence
   * @return what is applied now
   */
  List<AppliedMigration> takeLockAgain(String state) {
    lock.close();
    Connection idle = sessions.open();
    lock = ApplyLock.take(idle, sessions, patience, listener, state);
    try {
      return QuiescentHistoryReader.of(idle, table, sessions, patience);
    } catch (SQLException e) {
      throw new EnvironmentFailure(
          "The connection to %s was lost between two migrations: %s; run again. %s"
              .formatted(sessions.address(), ServerMessage.of(e).line(), state),
          e);
    }
  }

  /** Ends the sessions; the lock's last, so that the next applier finds everything at rest. */
  @Override
  public void close() {
    transaction.ifPresent(MigrationTransaction::close);
    reading.ifPresent(ReadTransaction::close);
    Sessions.close(work);
    lock.close();
  }
}
