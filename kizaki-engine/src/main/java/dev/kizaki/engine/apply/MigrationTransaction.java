package dev.kizaki.engine.apply;

import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.check.CheckRunner;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.AlreadyThere;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.PrintedForm;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.core.TransactionState;

/**
 * A session that runs migrations. Each migration runs in one transaction together with its history
 * row. Each statement is sent to the server by itself.
 *
 * <p>The first query of a transaction sets the session's settings for this transaction (SQL of an
 * earlier migration may have changed them), checks that the applier still holds the lock, and reads
 * the transaction id. The last one inserts the history row and reads lock and transaction id again.
 * If the ids differ, the SQL of the migration has ended the transaction. If the lock is lost,
 * nothing is committed. This costs one extra round trip for each migration. The history row also
 * keeps what PostgreSQL prints of the objects that the migration made or changed; a migration with
 * such objects costs another one.
 */
public final class MigrationTransaction implements AutoCloseable {
  private static final String STATE =
      """
      pg_current_xact_id()::text, exists (
        select from pg_locks
        where locktype = 'advisory' and granted and objsubid = 2
          and database = (select oid from pg_database where datname = current_database())
          and classid = ?::bigint::oid and objid = ?::bigint::oid and pid = ?)\
      """;

  /**
   * After this many executions the driver uses a named prepared statement, so that the server no
   * longer parses the two queries that are the same for every migration.
   */
  private static final int PREPARE_AFTER = 5;

  private static final Pattern FINAL_SEMICOLON = Pattern.compile("[;\\s]+\\z");

  private final Connection connection;
  private final BaseConnection driver;
  private final SlowStepWatch watch;
  private final String toolVersion;
  private final int process;
  private final PreparedStatement begin;
  private final PreparedStatement record;
  private final SessionSettings settings;
  private final AppliedTable table;
  private final Statement statement;
  private final CheckRunner checkRunner;

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
    this.driver = connection.unwrap(BaseConnection.class);
    this.watch = watch;
    this.toolVersion = toolVersion;
    this.process = PoolerCheck.session(connection);
    connection.setAutoCommit(false);
    connection.unwrap(PGConnection.class).setPrepareThreshold(PREPARE_AFTER);
    this.statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    this.checkRunner = CheckRunner.inMigration(connection);
    this.begin =
        connection.prepareStatement(
            "select " + STATE + ", " + settings.callsForMigration(connection));
    settings.bindForMigration(begin, 4);
    this.record = connection.prepareStatement(recording(table, List.of()));
    this.settings = settings;
    this.table = table;
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
    Stopwatch stopwatch = new Stopwatch();
    String transaction = begin(lock);
    int number = 0;
    GainCheck gains = new GainCheck(connection, table.schema(), migration);
    for (SqlStep step : migration.steps()) {
      number++;
      gains.before(step);
      if (step instanceof DataCheck && !checks.contains(number - 1)) {
        continue;
      }
      watch.started(migration, number, process);
      try {
        run(step, migration, takeovers);
      } finally {
        watch.ended();
      }
    }
    gains.end();
    record(migration, stopwatch, lock, transaction);
    try {
      connection.commit();
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.COMMIT, e);
    }
  }

  private String begin(ApplyLock lock) throws StepFailure {
    try {
      bindLock(begin, 1, lock);
      return transaction(begin);
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.BEGIN, e);
    }
  }

  private void run(SqlStep step, SqlMigration migration, TakeoverSteps takeovers)
      throws StepFailure {
    try {
      if (step instanceof DataCheck check) {
        requireSentAsWritten(check, check.probe().query());
        if (checkRunner.run(check) instanceof CheckOutcome.Found found) {
          throw StepFailure.ofCheck(check, found);
        }
      } else if (step instanceof SqlCommand command) {
        requireSentAsWritten(command, command.text());
        execute(command.text());
      } else if (step instanceof AlreadyThere there) {
        List<String> differences = takeovers.run(connection, migration, there);
        if (!differences.isEmpty()) {
          throw StepFailure.noLongerThere(there, differences);
        }
      }
    } catch (SQLException e) {
      throw StepFailure.of(step, e);
    }
    // The driver knows the state from the server's last answer, so this needs no round trip.
    if (driver.getTransactionState() != TransactionState.OPEN) {
      throw StepFailure.transactionEnded(Optional.of(step));
    }
  }

  /**
   * Rejects SQL that the driver would change: it splits a text at semicolons and replaces {@code
   * ??} by {@code ?}. The driver's own parser tells what it would send. That parser is internal to
   * the driver and may change with its version, so {@code DriverParserTest} tests the behaviour
   * that this method relies on.
   */
  static void requireSentAsWritten(SqlStep step, String text) throws SQLException, StepFailure {
    List<NativeQuery> sent = Parser.parseJdbcSql(text, true, false, true, false, false);
    if (sent.size() > 1) {
      throw StepFailure.notOneStatement(step, sent.size());
    }
    String written = FINAL_SEMICOLON.matcher(text).replaceFirst("");
    if (sent.stream().anyMatch(each -> each.nativeSql.length() < written.length())) {
      throw StepFailure.changedByDriver(step);
    }
  }

  /**
   * Reads all rows, because a function in a {@code select} runs only for the rows that are read.
   */
  private void execute(String sql) throws SQLException {
    statement.setFetchSize(sql.regionMatches(true, 0, "select", 0, 6) ? 1000 : 0);
    if (statement.execute(sql)) {
      try (ResultSet rows = statement.getResultSet()) {
        boolean more = true;
        while (more) {
          more = rows.next();
        }
      }
    }
    statement.clearWarnings();
  }

  private void record(
      SqlMigration migration, Stopwatch stopwatch, ApplyLock lock, String transaction)
      throws StepFailure {
    String last;
    try {
      if (migration.forms().isEmpty()) {
        last = record(record, migration, stopwatch, lock);
      } else {
        // SQL of the migration may have changed the settings, on which the printed forms depend.
        settings.pinForMigration(connection);
        try (PreparedStatement keeping =
            connection.prepareStatement(recording(table, migration.forms()))) {
          last = record(keeping, migration, stopwatch, lock);
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
      PreparedStatement insert, SqlMigration migration, Stopwatch stopwatch, ApplyLock lock)
      throws SQLException, StepFailure {
    insert.setInt(1, migration.number());
    insert.setString(2, migration.name());
    insert.setString(3, migration.digest());
    insert.setString(4, migration.parent().orElse(null));
    insert.setLong(5, stopwatch.elapsed().toMillis());
    insert.setString(6, toolVersion);
    bindLock(insert, AppliedTable.INSERT_PARAMETERS + 1, lock);
    return transaction(insert);
  }

  private static void bindLock(PreparedStatement statement, int first, ApplyLock lock)
      throws SQLException {
    statement.setLong(first, lock.key().unsignedSpace());
    statement.setLong(first + 1, lock.key().unsignedObject());
    statement.setInt(first + 2, lock.process());
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
