package dev.kizaki.engine.apply;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.jdbc.OtherSessions;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Builds or drops an index outside a transaction. An index build that fails or is interrupted
 * leaves an index that is not valid (PostgreSQL documentation, CREATE INDEX). A build goes on in
 * the server for a while after its client was killed.
 */
final class IndexBuild {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private static final String VALID =
      """
      select i.indisvalid
      from pg_index i
        join pg_class c on c.oid = i.indexrelid
        join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = ?\
      """;

  private final Connection connection;
  private final StepRunner runner;
  private final ApplyListener listener;
  private final RetryPolicy retryPolicy;

  /**
   * @param connection the connection of the runner
   */
  IndexBuild(
      Connection connection, StepRunner runner, ApplyListener listener, RetryPolicy retryPolicy) {
    this.connection = connection;
    this.runner = runner;
    this.listener = listener;
    this.retryPolicy = retryPolicy;
  }

  /**
   * Runs the stage.
   *
   * @param begun whether an earlier run has begun it, so that its work may be there
   * @throws StepFailure when PostgreSQL refuses; an index that is not valid was dropped, if that
   *     was possible
   */
  void run(SqlMigration migration, Stage.Concurrent stage, boolean begun) throws StepFailure {
    try {
      if (begun && isDone(stage)) {
        return;
      }
    } catch (SQLException e) {
      throw StepFailure.of(stage.command(), e);
    }
    try {
      runner.runOutsideTransaction(migration, stage.part());
    } catch (StepFailure failure) {
      dropInvalid(stage);
      throw failure;
    }
  }

  /** Whether the index is as the stage leaves it. Drops an index that is not valid. */
  private boolean isDone(Stage.Concurrent stage) throws SQLException {
    awaitBuilders(connection, table(stage), listener, retryPolicy);
    Optional<Boolean> valid = valid(stage.build().index());
    if (!stage.build().builds()) {
      return valid.isEmpty();
    }
    if (valid.isPresent() && !valid.get()) {
      drop(stage.build().index());
    }
    return valid.orElse(false);
  }

  /** The table of the index. */
  static TableName table(Stage.Concurrent stage) {
    SqlCommand command = stage.command();
    return command.locks().isEmpty() ? stage.build().index() : command.locks().get(0).table();
  }

  /**
   * Waits until no other session builds an index of the table.
   *
   * @param connection not in autocommit mode
   */
  static void awaitBuilders(
      Connection connection, TableName table, ApplyListener listener, RetryPolicy retryPolicy)
      throws SQLException {
    Stopwatch waited = new Stopwatch();
    Duration noticeAt = retryPolicy.firstNotice();
    List<OtherSession> building = building(connection, table);
    while (!building.isEmpty()) {
      if (waited.elapsed().compareTo(noticeAt) >= 0) {
        listener.waitingForBuilder(table, building.get(0), waited.elapsed());
        noticeAt = waited.elapsed().plus(retryPolicy.nextNotice());
      }
      DatabaseWait.of(POLL_INTERVAL);
      building = building(connection, table);
    }
  }

  private static List<OtherSession> building(Connection connection, TableName table)
      throws SQLException {
    List<OtherSession> building = OtherSessions.building(connection, Quoting.table(table));
    connection.rollback();
    return building;
  }

  /** Whether the index is valid; absent if there is none. */
  private Optional<Boolean> valid(TableName index) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(VALID)) {
      statement.setString(1, index.schema());
      statement.setString(2, index.table());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
      }
    } finally {
      connection.rollback();
    }
  }

  /** The failure is reported, whether or not its remains can be removed now. */
  private void dropInvalid(Stage.Concurrent stage) {
    try {
      if (stage.build().builds() && valid(stage.build().index()).filter(any -> !any).isPresent()) {
        drop(stage.build().index());
      }
    } catch (SQLException e) {
      return; // the next run finds the index and drops it
    }
  }

  private void drop(TableName index) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          sql("drop index concurrently").qualified(index.schema(), index.table()).text());
    } finally {
      connection.setAutoCommit(false);
    }
  }
}
