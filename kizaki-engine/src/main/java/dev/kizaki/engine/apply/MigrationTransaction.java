package dev.kizaki.engine.apply;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.catalog.read.CatalogReader;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.jdbc.StageLedger;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.PrintedForm;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * A session that runs migrations. Each migration runs in one transaction together with its history
 * row. A migration in stages runs in several transactions.
 *
 * <p>The first query of a transaction sets the session's settings for this transaction (SQL of an
 * earlier migration may have changed them), checks that the applier still holds the lock, and reads
 * the transaction id. The last one inserts the history row and reads lock and transaction id again.
 * If the ids differ, the SQL of the migration has ended the transaction. If the lock is lost,
 * nothing is committed. This costs one extra round trip for each migration. The history row also
 * keeps what PostgreSQL prints of the objects that the migration made or changed; a migration with
 * such objects costs another one. A migration that does not touch rows is one request ({@link
 * SingleRequest}).
 */
public final class MigrationTransaction implements AutoCloseable {
  private static final String STATE = "pg_current_xact_id()::text, " + ApplyLock.HELD;

  /**
   * After this many executions the driver uses a named prepared statement, so that the server no
   * longer parses the two queries that are the same for every migration.
   */
  private static final int PREPARE_AFTER = 5;

  private final Connection connection;
  private final String toolVersion;
  private final int process;
  private final PreparedStatement begin;
  private final PreparedStatement record;
  private final SessionSettings settings;
  private final AppliedTable table;
  private final StepRunner runner;
  private final TableLocks locks;
  private final SingleRequest request;

  /**
   * @param connection in autocommit mode, with pinned settings; this object owns and closes it
   * @param toolVersion the version of kizaki that is written to the history rows
   */
  MigrationTransaction(
      Connection connection,
      SessionSettings settings,
      AppliedTable table,
      SlowStepWatch watch,
      String toolVersion)
      throws SQLException {
    this.connection = connection;
    this.toolVersion = toolVersion;
    this.process = PoolerCheck.session(connection);
    connection.setAutoCommit(false);
    connection.unwrap(PGConnection.class).setPrepareThreshold(PREPARE_AFTER);
    this.runner = new StepRunner(connection, settings, watch, process);
    this.locks = new TableLocks(connection, watch, settings.lockTimeout());
    this.begin =
        connection.prepareStatement(
            "select " + STATE + ", " + settings.callsForMigration(connection));
    this.record = connection.prepareStatement(recording(table, List.of()));
    this.settings = settings;
    this.table = table;
    this.request = new SingleRequest(connection, settings, table, toolVersion, STATE);
  }

  /** The process id of this session in the server. */
  int process() {
    return process;
  }

  /**
   * Runs the migration and commits it. If it fails, the transaction is still open.
   *
   * @param checks the indexes of the steps that are data checks and must run, from 0. The other
   *     data checks have already passed
   * @param takeovers judges the statements whose effect is in the database already
   */
  void run(SqlMigration migration, Set<Integer> checks, ApplyLock lock, TakeoverSteps takeovers)
      throws StepFailure {
    List<Stage.Part> parts = new ArrayList<>();
    for (int step = 0; step < migration.steps().size(); step++) {
      if (!(migration.steps().get(step) instanceof DataCheck) || checks.contains(step)) {
        parts.add(new Stage.Part(step, migration.steps().get(step)));
      }
    }
    if (!request.run(migration, parts, lock)) {
      Stopwatch stopwatch = new Stopwatch();
      String transaction = begin(lock);
      run(migration, parts, takeovers);
      record(migration, stopwatch.elapsed(), lock, transaction);
    }
    commit();
  }

  /**
   * Runs a stage that is a transaction, records that it has ended, and commits it. The last stage
   * also inserts the history row of the migration, unless a second phase follows. If it fails, the
   * transaction is still open.
   *
   * @param number the number of the stage, from 1
   * @param running how long the migration has been running
   */
  void runStage(
      Stages stages,
      int number,
      StageLedger ledger,
      ApplyLock lock,
      TakeoverSteps takeovers,
      Duration running)
      throws StepFailure {
    SqlMigration migration = stages.migration();
    Stage stage = stages.list().get(number - 1);
    String transaction = begin(lock);
    run(migration, stage.parts(), takeovers);
    boolean recorded;
    try {
      HelperComments.write(connection, table.schema(), migration, stage);
      if (number < stages.list().size()) {
        recorded = ledger.endStage(connection, migration.number(), number, stage.doing());
      } else if (stages.recordsMigration()) {
        record(migration, running, lock, transaction);
        recorded = ledger.end(connection, migration.number());
      } else {
        recorded = ledger.endExpand(connection, migration.number(), number, stage.doing());
      }
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.RECORD, e);
    }
    if (!recorded) {
      throw StepFailure.lockLost();
    }
    commit();
  }

  /**
   * Runs what takes a migration in stages back, records that it is not in progress any more, and
   * commits. If it fails, the transaction is still open.
   *
   * @param back the migration with the steps that take it back
   */
  void runBack(
      SqlMigration back,
      StageLedger ledger,
      ApplyLock lock,
      TakeoverSteps takeovers,
      ExpectedCatalog before)
      throws StepFailure {
    String transaction = begin(lock);
    List<Stage.Part> parts = new ArrayList<>();
    for (int step = 0; step < back.steps().size(); step++) {
      parts.add(new Stage.Part(step, back.steps().get(step)));
    }
    locks.take(parts);
    for (Stage.Part part : parts) {
      runner.run(back, part, takeovers);
    }
    try {
      settings.pinForTransaction(connection);
      List<String> differences = differences(back, before);
      if (!differences.isEmpty()) {
        throw StepFailure.notTakenBack(differences);
      }
      if (!ledger.end(connection, back.number())) {
        throw StepFailure.lockLost();
      }
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.RECORD, e);
    }
    if (!begin(lock).equals(transaction)) {
      throw StepFailure.transactionEnded(Optional.empty());
    }
    commit();
  }

  /** Runs a data check in a transaction of its own. If it fails, the transaction is still open. */
  void check(Stage.Part check, Stages stages, ApplyLock lock, TakeoverSteps takeovers)
      throws StepFailure {
    begin(lock);
    runner.run(stages.migration(), check, takeovers);
    rollBack();
  }

  /**
   * How the tables that the commands lock differ. A value that a migration has added to an enum may
   * stay.
   */
  private List<String> differences(SqlMigration back, ExpectedCatalog before) throws SQLException {
    Set<String> tables =
        back.steps().stream()
            .filter(SqlCommand.class::isInstance)
            .flatMap(step -> ((SqlCommand) step).locks().stream())
            .flatMap(lock -> Stream.of(lock.before().table(), lock.table().table()))
            .collect(Collectors.toSet());
    return CatalogComparison.of(
            before,
            CatalogReader.read(connection, table.schema(), before.tables()),
            IgnorePatterns.none())
        .drift()
        .stream()
        .filter(item -> item.name().table().filter(tables::contains).isPresent())
        .map(DriftItem::text)
        .toList();
  }

  private void run(SqlMigration migration, List<Stage.Part> parts, TakeoverSteps takeovers)
      throws StepFailure {
    locks.take(parts);
    GainCheck gains = new GainCheck(connection, table.schema(), migration);
    for (Stage.Part part : parts) {
      gains.before(part.run());
      locks.run(part, () -> runner.run(migration, part, takeovers));
    }
    gains.end();
  }

  private void commit() throws StepFailure {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.COMMIT, e);
    }
  }

  /** The connection, which is not in autocommit mode. */
  Connection connection() {
    return connection;
  }

  /** Runs steps in this session. */
  StepRunner runner() {
    return runner;
  }

  /** Begins a transaction; requires that the applier still holds the lock. */
  void requireLock(ApplyLock lock) throws StepFailure {
    begin(lock);
  }

  private String begin(ApplyLock lock) throws StepFailure {
    try {
      begin.setLong(1, lock.runKey());
      return transaction(begin);
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.BEGIN, e);
    }
  }

  private void record(SqlMigration migration, Duration running, ApplyLock lock, String transaction)
      throws StepFailure {
    String last;
    try {
      if (migration.forms().isEmpty()) {
        last = record(record, migration, running, lock);
      } else {
        // SQL of the migration may have changed the settings, on which the printed forms depend.
        settings.pinForMigration(connection);
        try (PreparedStatement keeping =
            connection.prepareStatement(recording(table, migration.forms()))) {
          last = record(keeping, migration, running, lock);
        }
      }
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.RECORD, e);
    }
    if (!last.equals(transaction)) {
      throw StepFailure.transactionEnded(Optional.empty());
    }
  }

  private static String recording(AppliedTable table, List<PrintedForm> forms) {
    return table.insert(forms) + " returning " + STATE;
  }

  private String record(
      PreparedStatement insert, SqlMigration migration, Duration running, ApplyLock lock)
      throws SQLException, StepFailure {
    insert.setInt(1, migration.number());
    insert.setString(2, migration.name());
    insert.setString(3, migration.digest());
    insert.setString(4, migration.parent().orElse(null));
    insert.setLong(5, running.toMillis());
    insert.setString(6, toolVersion);
    insert.setLong(AppliedTable.INSERT_PARAMETERS + 1, lock.runKey());
    return transaction(insert);
  }

  /** Executes a query that selects {@link #STATE} first, and returns the transaction id. */
  private static String transaction(PreparedStatement query) throws SQLException, StepFailure {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      if (!row.getBoolean(2)) {
        throw StepFailure.lockLost();
      }
      return row.getString(1);
    }
  }

  /**
   * Rolls back a batch that has met a lock of another session, and remembers whose it may be.
   *
   * @param trying how long the batch has been tried
   * @return whether to try it again
   */
  boolean mayTryAgain(TableName rowsOf, Duration trying) {
    return rollBack() && locks.mayTryAgain(rowsOf, trying);
  }

  /**
   * Rolls back the open transaction.
   *
   * @return whether the session still answers. If not, it is unknown whether the transaction was
   *     committed
   */
  boolean rollBack() {
    try {
      connection.rollback();
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    Sessions.close(connection);
  }
}
